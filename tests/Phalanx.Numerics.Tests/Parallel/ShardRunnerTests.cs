using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Parallel;

public class ShardRunnerTests
{
    private const int Shards = 29;
    private const int Steps = 5;

    public static TheoryData<int> Workers => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Workers))]
    public void Several_steps_of_two_phases_have_the_bits_of_plain_loops(int workers)
    {
        var plain = new TwoPhases(Shards);
        double[] plainSums = new double[4];
        var training = new TwoPhases(Shards);
        double[] sums = new double[4];
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var first = new ShardReduction<float>(training.First, workers);
        var second = new ShardReduction<float>(training.Second, workers);
        float[] start = training.First.Values.ToArray();
        for (int step = 0; step < Steps; step++)
        {
            plain.StepPlainly(plainSums);
            training.Step(runner, first, second, sums, pool);
            Assert.Equal(plainSums, sums);
            Assert.True(plain.First.Values.SequenceEqual(training.First.Values));
            Assert.True(plain.Second.Values.SequenceEqual(training.Second.Values));
        }

        Assert.False(start.AsSpan().SequenceEqual(training.First.Values));
        Assert.True(sums.All(sum => sum > 0));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void A_tape_for_each_worker_gives_the_bits_of_a_tape_for_each_shard(int workers)
    {
        var training = new TwoPhases(Shards);
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var kept = new ShardReduction<float>(training.First, workers);
        var reused = new ShardReduction<float>(training.First, workers);
        double[] keptSums = new double[2];
        double[] reusedSums = new double[2];
        runner.BeginStep(Shards, keepTapes: true);
        runner.Run(training.FirstWork, kept, keptSums);
        runner.BeginStep(Shards, keepTapes: false);
        runner.Run(training.FirstWork, reused, reusedSums);
        Assert.Equal(keptSums, reusedSums);
        Assert.True(kept.Total.Values.SequenceEqual(reused.Total.Values));
        Assert.True(kept.Total.Norm() > 0);
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void A_shard_that_throws_neither_hangs_the_others_nor_spoils_the_next_step(int workers)
    {
        var training = new TwoPhases(Shards);
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var reduction = new ShardReduction<float>(training.First, workers);
        double[] expected = new double[2];
        runner.BeginStep(Shards, keepTapes: false);
        runner.Run(training.FirstWork, reduction, expected);
        float[] total = reduction.Total.Values.ToArray();
        for (int failing = 0; failing < Shards; failing += 4)
        {
            runner.BeginStep(Shards, keepTapes: false);
            var work = new Failing(training.FirstWork, failing);
            var thrown = Assert.Throws<ArithmeticException>(() => runner.Run(work, reduction, new double[2]));
            Assert.Equal($"shard {failing}", thrown.Message);

            double[] sums = new double[2];
            runner.BeginStep(Shards, keepTapes: false);
            runner.Run(training.FirstWork, reduction, sums);
            Assert.Equal(expected, sums);
            Assert.True(reduction.Total.Values.SequenceEqual(total));
        }
    }

    [Fact]
    public void Kept_tapes_stay_until_the_next_step_and_no_longer()
    {
        using var pool = new WorkerPool(2);
        var runner = new ShardRunner<float>(pool);
        runner.BeginStep(3, keepTapes: true);
        Variable<float> variable = runner.TapeOf(2).Constant(runner.TapeOf(2).Arena.RentZeroed(4));
        Assert.Equal(4, variable.Value.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => runner.TapeOf(3));
        runner.BeginStep(1, keepTapes: true);
        Assert.Throws<InvalidOperationException>(() => variable.Value);
    }

    [Fact]
    public void A_second_phase_without_kept_tapes_is_refused()
    {
        var training = new TwoPhases(Shards);
        using var pool = new WorkerPool(2);
        var runner = new ShardRunner<float>(pool);
        var reduction = new ShardReduction<float>(training.First, 2);
        runner.BeginStep(Shards, keepTapes: false);
        runner.Run(training.FirstWork, reduction, new double[2]);
        Assert.Throws<InvalidOperationException>(() => runner.Run(training.FirstWork, reduction, new double[2]));
        Assert.Throws<InvalidOperationException>(() => runner.TapeOf(0));
    }

    [Theory]
    [MemberData(nameof(Workers))]
    public void A_run_within_a_run_is_refused(int workers)
    {
        var training = new TwoPhases(Shards);
        using var pool = new WorkerPool(workers);
        var runner = new ShardRunner<float>(pool);
        var reduction = new ShardReduction<float>(training.First, workers);
        runner.BeginStep(Shards, keepTapes: true);
        Assert.Throws<InvalidOperationException>(() => runner.Run(new Nesting(runner, reduction), reduction, new double[1]));
        runner.Run(training.FirstWork, reduction, new double[2]);
    }

    private sealed class Failing(IShard<float> work, int first) : IShard<float>
    {
        public void Run(int shard, Tape<float> tape, Gradients<float> gradients, Span<double> sums)
        {
            work.Run(shard, tape, gradients, sums);
            if (shard >= first)
            {
                throw new ArithmeticException($"shard {shard}");
            }
        }
    }

    private sealed class Nesting(ShardRunner<float> runner, ShardReduction<float> reduction) : IShard<float>
    {
        public void Run(int shard, Tape<float> tape, Gradients<float> gradients, Span<double> sums) =>
            runner.Run(this, reduction, new double[1]);
    }
}
