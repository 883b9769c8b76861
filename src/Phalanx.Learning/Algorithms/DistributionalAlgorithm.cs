using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Quantiles;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Algorithms;

/// <summary>How many quantiles are learned, and from how many.</summary>
/// <param name="Online">N, samples of the online networks.</param>
/// <param name="Target">N', samples of the target networks.</param>
/// <param name="Cosines">Cosines that a level is described by.</param>
public readonly record struct QuantileCounts(int Online, int Target, int Cosines);

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
    /// <summary>What the levels of the online networks are drawn for.</summary>
    public static readonly StreamPurpose OnlineLevels = StreamPurpose.Named("quantile levels");

    /// <summary>What the levels of the target networks are drawn for.</summary>
    public static readonly StreamPurpose TargetLevels = StreamPurpose.Named("target quantile levels");

    private readonly QuantileCounts _counts;

    /// <summary>Declares online and target networks.</summary>
    /// <param name="team">The team.</param>
    /// <param name="agent">The agents' networks.</param>
    /// <param name="learner">Targets and steps.</param>
    /// <param name="counts">Numbers of quantiles.</param>
    /// <param name="mixer">Declares a mixer in the scope it is given; null when agents learn alone.</param>
    protected DistributionalAlgorithm(
        TeamShape team, AgentSettings agent, LearnerSettings learner, QuantileCounts counts, Func<ParameterScope<T>, IQuantileMixer<T>>? mixer)
        : base(learner, set => new Networks(set, team, agent, counts.Cosines, mixer)) => _counts = counts;

    /// <inheritdoc/>
    public sealed override IActingNetwork<T> Acting => Online.Agent;

    /// <inheritdoc/>
    public override IReadOnlyList<JointValue<T>> JointValues(Shard<T> shard, Tape<T> tape)
    {
        if (Online.Mixer is not { } mixer)
        {
            return [];
        }

        Tensor<T> levels = Levels.Midpoints(tape, _counts.Online);
        Tensor<T> everywhere = tape.Arena.Rent((shard.Slots, shard.Episodes, _counts.Online));
        for (int i = 0; i < everywhere.Count; i += _counts.Online)
        {
            levels.Span.CopyTo(everywhere.Span[i..]);
        }

        Variable<T> memory = Online.Agent.Remember(shard, tape);
        Variable<T> embedded = Online.Agent.Embed(tape, everywhere);
        Variable<T> samples = Online.Agent.Samples(memory.Slice(0, 0, shard.Steps), embedded.Slice(0, 0, shard.Steps), shard.Actions);
        Tensor<T> means = Online.Agent.Means(memory, embedded).Value;
        return [new JointValue<T>("z_tot", Mix(mixer, shard, 0, samples, shard.Actions, means).Mean(-1).Value)];
    }

    /// <inheritdoc/>
    protected override Variable<T> Loss(Shard<T> shard, Tape<T> tape)
    {
        Tensor<T> levels = Draw(shard, tape, OnlineLevels, _counts.Online);
        Variable<T> memory = Online.Agent.Remember(shard, tape);
        Variable<T> embedded = Online.Agent.Embed(tape, levels);
        Tensor<T> means = Learner.DoubleQ || Online.Mixer is not null
            ? Online.Agent.Means(memory.StopGradient(), embedded.StopGradient()).Value
            : default;
        Variable<T> samples = Online.Agent.Samples(memory.Slice(0, 0, shard.Steps), embedded.Slice(0, 0, shard.Steps), shard.Actions);
        int groups = levels.Shape[1];
        Variable<T> z = Online.Mixer is { } mixer ? Mix(mixer, shard, 0, samples, shard.Actions, means) : samples;

        Tensor<T> next = Next(shard, tape, means);
        int perEpisode = groups / shard.Episodes;
        Tensor<T> y = shard.Targets(tape, next, perEpisode * _counts.Target, Learner).Reshape((shard.Steps, groups, _counts.Target));
        return shard.Mean(z.QuantileHuber(levels.Slice(0, shard.Steps), y));
    }

    /// <summary>The samples of the target networks at the greedy actions of every slot but the first, [slots - 1, groups, N'].</summary>
    private Tensor<T> Next(Shard<T> shard, Tape<T> tape, Tensor<T> onlineMeans)
    {
        int slots = shard.Slots - 1;
        if (slots == 0)
        {
            return tape.Arena.Rent((0, Online.Mixer is null ? shard.Rows : shard.Episodes, _counts.Target));
        }

        Tensor<T> levels = Draw(shard, tape, TargetLevels, _counts.Target);
        Variable<T> memory = Target.Agent.Remember(shard, tape);
        Variable<T> embedded = Target.Agent.Embed(tape, levels);
        Tensor<T> means = Target.Agent.Means(memory, embedded).Value;
        Tensor<int> greedy = shard.Greedy(tape, Learner.DoubleQ ? onlineMeans : means).Slice(1, slots);
        Variable<T> samples = Target.Agent.Samples(memory.Slice(0, 1, slots), embedded.Slice(0, 1, slots), greedy);
        return Target.Mixer is { } mixer ? Mix(mixer, shard, 1, samples, greedy, means).Value : samples.Value;
    }

    private static Variable<T> Mix(
        IQuantileMixer<T> mixer, Shard<T> shard, int first, Variable<T> samples, Tensor<int> actions, Tensor<T> means)
    {
        var input = MixerInput<T>.Of(shard, first, samples.Mean(-1), actions, means);
        return mixer.Mix(samples.Reshape((input.Steps, input.Episodes, input.Agents, samples.Shape.Last)), input);
    }

    /// <summary>Levels for all slots: [slots, episodes, count], or an agent's own, [slots, episodes x agents, count].</summary>
    private Tensor<T> Draw(Shard<T> shard, Tape<T> tape, StreamPurpose purpose, int count) => Online.Mixer is null
        ? shard.Noise.Uniform(tape, purpose, shard.Slots, shard.Team.Agents * count).Reshape((shard.Slots, shard.Rows, count))
        : shard.Noise.Uniform(tape, purpose, shard.Slots, count);

    /// <summary>Agents and, unless they learn alone, a mixer.</summary>
    public sealed class Networks
    {
        internal Networks(
            ParameterSet<T> set, TeamShape team, AgentSettings agent, int cosines, Func<ParameterScope<T>, IQuantileMixer<T>>? mixer)
        {
            Agent = new QuantileAgent<T>(set.Scope("agent"), team, agent, cosines);
            Mixer = mixer?.Invoke(set.Scope("mixer"));
        }

        internal QuantileAgent<T> Agent { get; }

        internal IQuantileMixer<T>? Mixer { get; }
    }
}
