using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Parallel;

[Collection(AllocationCollection.Name)]
public class ShardRunnerAllocationTests
{
    private const int Shards = 13;

    public static TheoryData<int> Workers => [1, 2, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void A_training_step_like_those_before_allocates_nothing_on_any_thread(int workers)
    {
        var training = new TwoPhases(Shards);
        double[] sums = new double[4];
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var first = new ShardReduction<float>(training.First, workers);
        var second = new ShardReduction<float>(training.Second, workers);

        Assert.Equal(0, FewestBytes(() => training.Step(runner, first, second, sums, pool)));
        Assert.Equal(0, FewestBytes(() =>
        {
            runner.BeginStep(Shards, keepTapes: false);
            runner.Run(training.FirstWork, first, sums.AsSpan(0, 2));
        }));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void The_second_step_allocates_nothing_where_shards_are_of_one_size(int workers)
    {
        foreach (bool keepTapes in (bool[])[false, true])
        {
            long[] bytes = [.. Enumerable.Range(0, 15).Select(_ => BytesOfSecondStep(workers, keepTapes)).Order()];

            // The test host has threads of its own that allocate now and then, but not most of the time.
            Assert.Equal(0, bytes[bytes.Length / 2]);
        }
    }

    private static long BytesOfSecondStep(int workers, bool keepTapes)
    {
        var training = new TwoPhases(Shards, rows: 40);
        double[] sums = new double[2];
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var reduction = new ShardReduction<float>(training.First, workers);
        Optimiser<float> optimiser = new AdamSettings().Create(training.First);
        Step();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Step();
        return GC.GetTotalAllocatedBytes(precise: true) - before;

        void Step()
        {
            runner.BeginStep(Shards, keepTapes);
            runner.Run(training.FirstWork, reduction, sums);
            reduction.Total.ClipNorm(1);
            optimiser.Step(reduction.Total, pool);
        }
    }

    /// <summary>
    /// Bytes that five runs allocate, at the quietest of several times: the test host has threads of its own that allocate now and then.
    /// Which worker gets which shard differs from run to run, and each must have met the largest one before: hence the many runs ahead.
    /// </summary>
    private static long FewestBytes(Action run)
    {
        for (int i = 0; i < 50; i++)
        {
            run();
        }

        long fewest = long.MaxValue;
        for (int window = 0; window < 10; window++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 5; i++)
            {
                run();
            }

            fewest = Math.Min(fewest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return fewest;
    }
}
