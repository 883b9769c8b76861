using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Quantiles;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Quantiles;

/// <summary>
/// One agent with one action, whose reward is normal: what is learned must be its distribution. The Huber loss draws quantiles towards the mean by what
/// is within 1 of them, so the deviation is 10.
/// </summary>
public class KnownDistributionTests
{
    private const double Mean = 3;
    private const double Deviation = 10;
    private const double Quartile = 0.6745 * Deviation;

    private static readonly TeamShape Team = new TeamShape(Agents: 1, Observation: 1, State: 1, Actions: 1) with { AgentFeatures = 1 };

    [Fact]
    public void Quartiles_come_apart_around_the_mean() => AssertLearned(steps: 3_000, tolerance: 0.4 * Deviation);

    [Fact]
    [Trait("Category", "Slow")]
    public void Quartiles_of_a_normal_reward_are_found() => AssertLearned(steps: 20_000, tolerance: 0.15 * Deviation);

    private static void AssertLearned(int steps, double tolerance)
    {
        var learner = new LearnerSettings { Optimiser = OptimiserKind.Adam, Lr = 1e-3, AdamEpsilon = 1e-5, DoubleQ = false };
        var algorithm = new Diql<float>(Team, new() { Hidden = 16 }, learner, new() { Quantiles = 8, TargetQuantiles = 8, Cosines = 16 });
        algorithm.Groups[0].Initialise(1);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<float>(algorithm, workers);
        for (int i = 0; i < steps; i++)
        {
            step.Run(new NormalRewards((ulong)i));
        }

        var agent = (QuantileAgent<float>)algorithm.Acting;
        var tape = new Tape<float>();
        Shard<float> shard = new NormalRewards(0).Fill(0, tape);
        Tensor<float> levels = tape.Arena.Rent((1, shard.Rows, 3));
        for (int row = 0; row < shard.Rows; row++)
        {
            ((float[])[0.25f, 0.5f, 0.75f]).CopyTo(levels.Span[(3 * row)..]);
        }

        ReadOnlySpan<float> found = agent.Taken(shard, agent.Remember(shard, tape), agent.Embed(tape, levels)).Value.Span;
        Assert.InRange(found[0], Mean - Quartile - tolerance, Mean - Quartile + tolerance);
        Assert.InRange(found[1], Mean - tolerance, Mean + tolerance);
        Assert.InRange(found[2], Mean + Quartile - tolerance, Mean + Quartile + tolerance);
    }

    /// <summary>32 episodes of one step that all look the same.</summary>
    private sealed class NormalRewards(ulong step) : IShardSource<float>
    {
        public int Shards => 1;

        public int Steps => 1;

        public Shard<float> Fill(int shard, Tape<float> tape)
        {
            Shard<float> all = OneSlotShards.OfSituations(tape, Team, step, 32);
            all.Observations.Span.Fill(1);
            foreach (ref float reward in all.Rewards.Span)
            {
                reward = (float)(Mean + (Deviation * reward));
            }

            return all with { Noise = new Noise<float>(new OneSlotShards.EvenNoise<float>(step), 0, 32) };
        }
    }
}
