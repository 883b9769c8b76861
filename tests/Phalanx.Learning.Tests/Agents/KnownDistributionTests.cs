using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Algorithms;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Agents;

/// <summary>
/// One agent with one action, whose reward is known by its distribution: that must be learned. The Huber loss draws quantiles towards the mean by what
/// is within 1 of them, so the deviation is 10 or more.
/// </summary>
public class KnownDistributionTests
{
    private const double Mean = 3;
    private const double Deviation = 10;
    private const double Quartile = 0.6745 * Deviation;

    private static readonly TeamShape Team = new TeamShape(Agents: 1, Observation: 1, State: 1, Actions: 1) with { AgentFeatures = 1 };

    [Fact]
    public void Learned_quartiles_separate_around_the_mean_of_a_normal_reward() => AssertNormalLearned(steps: 3_000, tolerance: 0.4 * Deviation);

    [Fact]
    [Trait("Category", "Slow")]
    public void The_quartiles_of_a_normal_reward_are_learned() => AssertNormalLearned(steps: 20_000, tolerance: 0.15 * Deviation);

    /// <summary>A squared normal variable has the median 0.455 and the mean 1: the team acts by the latter.</summary>
    [Fact]
    public void The_mean_over_levels_learns_the_mean_of_a_skewed_reward_and_not_its_median()
    {
        (double mean, float[] quartiles) = Learn(steps: 20_000, normal => Deviation * normal * normal);
        Assert.InRange(mean, 0.85 * Deviation, 1.15 * Deviation);
        Assert.InRange(quartiles[1], 0.3 * Deviation, 0.6 * Deviation);
    }

    private static void AssertNormalLearned(int steps, double tolerance)
    {
        (double mean, float[] quartiles) = Learn(steps, normal => Mean + (Deviation * normal));
        Assert.InRange(quartiles[0], Mean - Quartile - tolerance, Mean - Quartile + tolerance);
        Assert.InRange(quartiles[1], Mean - tolerance, Mean + tolerance);
        Assert.InRange(quartiles[2], Mean + Quartile - tolerance, Mean + Quartile + tolerance);
        Assert.InRange(mean, Mean - tolerance, Mean + tolerance);
    }

    /// <summary>What an agent acts by, and the quartiles, after training on rewards that are made of normal draws.</summary>
    private static (double Mean, float[] Quartiles) Learn(int steps, Func<double, double> reward)
    {
        var learner = new LearnerSettings { Optimiser = OptimiserKind.Adam, Lr = 1e-3, AdamEpsilon = 1e-5, DoubleQ = false };
        AgentNetworks<float, QuantileAgent<float>> agents = TestAgents.OfQuantiles<float>(Team, new AgentSettings { Hidden = 16 }, 16);
        var algorithm = new Diql<float>(agents, learner, new() { Quantiles = 8, TargetQuantiles = 8, Cosines = 16 });
        algorithm.Groups[0].Initialise(1);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<float>(algorithm, workers);
        for (int i = 0; i < steps; i++)
        {
            step.Run(new DrawnRewards((ulong)i, reward));
        }

        QuantileAgent<float> agent = agents.Online;
        var tape = new Tape<float>();
        Shard<float> shard = new DrawnRewards(0, reward).Fill(0, tape);
        Tensor<float> levels = tape.Arena.Rent((1, shard.Rows, 3));
        for (int row = 0; row < shard.Rows; row++)
        {
            ((float[])[0.25f, 0.5f, 0.75f]).CopyTo(levels.Span[(3 * row)..]);
        }

        float[] quartiles = agent.SamplesFrom(0, agent.Unroll(tape, shard.Inputs), agent.Embed(tape, levels), shard.Actions).Value.Span[..3].ToArray();
        return (agent.Act(tape, shard.Inputs, new float[shard.Rows * agent.HiddenSize]).Span[0], quartiles);
    }

    /// <summary>32 episodes of one step that all look the same.</summary>
    private sealed class DrawnRewards(ulong step, Func<double, double> made) : IShardSource<float>
    {
        public int Shards => 1;

        public int Steps => 1;

        public Shard<float> Fill(int shard, Tape<float> tape)
        {
            Shard<float> all = OneSlotShards.OfSituations(tape, Team, step, 32);
            all.Observations.Span.Fill(1);
            foreach (ref float reward in all.Rewards.Span)
            {
                reward = (float)made(reward);
            }

            return all with { Noise = new Noise<float>(new OneSlotShards.EvenNoise<float>(step), 0, 32) };
        }
    }
}
