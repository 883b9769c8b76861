using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>How many quantiles are learned, and from how many. DIQL and DDN have no other settings, and learn from one sample of each distribution.</summary>
public record QuantileSettings
{
    /// <summary>N, samples of the online networks.</summary>
    [Setting("samples of the online networks", Min = 1, Max = NetworkSizes.MostParts)]
    public int Quantiles { get; init; } = 1;

    /// <summary>N', samples of the target networks.</summary>
    [Setting("samples of the target networks", Min = 1, Max = NetworkSizes.MostParts)]
    public int TargetQuantiles { get; init; } = 1;

    /// <summary>Cosines that a level is described by.</summary>
    [Setting("cosines that a quantile level is described by", Min = 1, Max = NetworkSizes.MostParts)]
    public int Cosines { get; init; } = 64;
}

/// <summary>The same for methods that use the shape of distributions, and learn from eight samples of each.</summary>
public abstract record ShapeSettings : QuantileSettings
{
    /// <summary>Eight samples.</summary>
    protected ShapeSettings() => (Quantiles, TargetQuantiles) = (8, 8);
}

/// <summary>
/// Methods that learn the distribution of the team's return by quantile regression, mixed from the agents' samples:
/// <code>
/// y_j = r + γ (1 - terminated) Z_tot⁻(τ', ū')[j]        ū'_i = argmax over available actions of mean_j Z_i⁻(τ'_i, ·)[j]
/// L   = mean over transitions of sum_k mean_j |τ_k - [y_j ≤ Z_tot[k]]| huber(y_j - Z_tot[k])
/// </code>
/// With double Q the online means choose ū'. All agents of an episode share their levels in a slot, fresh ones at every training step; without a
/// mixer each agent has its own.
/// </summary>
public abstract class DistributionalAlgorithm<T> : SinglePhaseAlgorithm<T, DistributionalAlgorithm<T>.Networks>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The purpose of the draws of the online networks' levels.</summary>
    public static readonly StreamPurpose OnlineLevels = StreamPurpose.Named("quantile levels");

    /// <summary>The purpose of the draws of the target networks' levels.</summary>
    public static readonly StreamPurpose TargetLevels = StreamPurpose.Named("target quantile levels");

    private readonly QuantileSettings _counts;

    /// <summary>Declares online and target networks.</summary>
    /// <param name="agents">The agents' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="counts">Numbers of quantiles.</param>
    /// <param name="mixer">Declares a mixer in the scope it is given; null when agents learn alone.</param>
    protected DistributionalAlgorithm(
        AgentNetworks<T, QuantileAgent<T>> agents,
        LearnerSettings learner,
        QuantileSettings counts,
        Func<ParameterScope<T>, IQuantileMixer<T>>? mixer)
        : base(
            learner,
            agents.Parameters,
            set => new Networks(agents.Online, mixer?.Invoke(set.Scope("mixer"))),
            set => new Networks(agents.DeclareTarget(set), mixer?.Invoke(set.Scope("mixer")))) => _counts = counts;

    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true };

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        if (Online.Mixer is not { } mixer)
        {
            return [];
        }

        Tensor<T> levels = QuantileLevels.MidpointsForAllSlots(tape, shard.Slots, shard.Episodes, _counts.Quantiles);
        Variable<T> samples = Online.Agent.SamplesFrom(0, Online.Agent.Unroll(tape, shard.Inputs), Online.Agent.Embed(tape, levels), shard.Actions);
        return [new JointValue<T>("z_tot", mixer.Mix(shard, 0, samples, levels, shard.Actions).Mean(-1).Value)];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Tensor<T> levels = Draw(shard, tape, OnlineLevels, _counts.Quantiles);
        Variable<T> hidden = Online.Agent.Unroll(tape, shard.Inputs);
        Variable<T> embedded = Online.Agent.Embed(tape, levels);
        Variable<T> samples = Online.Agent.SamplesFrom(0, hidden, embedded, shard.Actions);
        Variable<T> z = Online.Mixer is { } mixer ? mixer.Mix(shard, 0, samples, levels, shard.Actions) : samples;
        Tensor<T> means = Learner.DoubleQ ? Online.Agent.Means(hidden.StopGradient(), embedded.StopGradient()).Value : default;

        Tensor<T>? next = shard.Bootstraps ? Next(shard, tape, means) : null;
        int groups = levels.Shape[1];
        int perEpisode = groups / shard.Episodes;
        Tensor<T> y = shard.Targets(tape, next, perEpisode * _counts.TargetQuantiles, Learner).Reshape((shard.Steps, groups, _counts.TargetQuantiles));
        shard.NoteSamples(z.Value, y);
        return shard.Mean(z.QuantileHuber(levels.Slice(0, shard.Steps), y));
    }

    /// <summary>The samples of the target networks at the greedy actions of every slot but the first, [slots - 1, groups, N'].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<T> onlineMeans)
    {
        int slots = shard.Slots - 1;
        Tensor<T> levels = Draw(shard, tape, TargetLevels, _counts.TargetQuantiles);
        Variable<T> hidden = Target.Agent.Unroll(tape, shard.Inputs);
        Variable<T> embedded = Target.Agent.Embed(tape, levels);
        Tensor<T> means = Learner.DoubleQ ? onlineMeans : Target.Agent.Means(hidden, embedded).Value;
        Tensor<int> greedy = shard.Greedy(tape, means).Slice(1, slots);
        Variable<T> samples = Target.Agent.SamplesFrom(1, hidden, embedded, greedy);
        return Target.Mixer is { } mixer ? mixer.Mix(shard, 1, samples, levels, greedy).Value : samples.Value;
    }

    /// <summary>Levels for all slots: [slots, episodes, count], or an agent's own, [slots, episodes x agents, count].</summary>
    private Tensor<T> Draw(Shard<T> shard, Tape<T> tape, StreamPurpose purpose, int count) => Online.Mixer is null
        ? shard.Noise.Uniform(tape, purpose, shard.Slots, shard.Team.Agents * count).Reshape((shard.Slots, shard.Rows, count))
        : shard.Noise.Uniform(tape, purpose, shard.Slots, count);

    /// <summary>Agents and, unless they learn alone, a mixer.</summary>
    /// <param name="Agent">The agents.</param>
    /// <param name="Mixer">The mixer.</param>
    public sealed record Networks(QuantileAgent<T> Agent, IQuantileMixer<T>? Mixer);
}
