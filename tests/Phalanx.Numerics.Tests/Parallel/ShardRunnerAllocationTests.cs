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
