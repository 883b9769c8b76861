using System.Numerics;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of REFIL.</summary>
public sealed record RefilSettings
{
    /// <summary>λ, the share of what is imagined in the loss; with 0 nothing is imagined.</summary>
    [Setting("share of what is imagined in the loss; with 0 nothing is imagined", Min = 0, Max = 1)]
    public double ImaginedShare { get; init; } = 0.5;

    /// <summary>How agents' values become the team's.</summary>
    [Setting("how agents' values become the team's")]
    public EntityMixing Mixer { get; init; } = EntityMixing.FlexQmix;

    /// <summary>The mixer's widths.</summary>
    public FlexMixerSettings Mixing { get; init; } = new();

    /// <summary>How networks look at entities.</summary>
    public EntityNetworkSettings Network { get; init; } = new();
}

/// <summary>
/// REFIL, randomised entity-wise factorisation for imagined learning. Every training step splits the entities of an episode into two random groups and
/// computes each agent's value when it sees only its own group, <c>Q_i^W</c>, and when it sees only the other, <c>Q_i^I</c>. The mix of all these
/// values is regressed on the same return as the mix of the real ones:
/// <code>
/// L = (1 - λ) mean (g(Q_1 .. Q_n) - y)² + λ mean (g(Q_1^W .. Q_n^W, Q_1^I .. Q_n^I) - y)²
/// </code>
/// So agents learn values of parts of a situation, which recur in other situations. They act by what they really see.
/// </summary>
public sealed class Refil<T>(AgentNetworks<T, EntityAgent<T>> agents, LearnerSettings learner, RefilSettings settings)
    : EntityValueAlgorithm<T>(
        agents,
        learner,
        scope => EntityMixers.Create(scope, agents.Team, settings.Mixer, settings.Mixing, settings.Network),
        settings.ImaginedShare)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The settings of QMIX over entities.</summary>
public sealed record QmixAttenSettings
{
    /// <summary>Whether the mixer is LinearFlexQMIX, a weighted sum; otherwise FlexQMIX, a network.</summary>
    [Setting("whether the mixer is a weighted sum; otherwise it is a network")]
    public bool Linear { get; init; }

    /// <summary>The mixer's widths.</summary>
    public FlexMixerSettings Mixing { get; init; } = new();

    /// <summary>How networks look at entities.</summary>
    public EntityNetworkSettings Network { get; init; } = new();
}

/// <summary>
/// QMIX whose agents and mixer attend to entities: REFIL without imagination. Weights are never negative, so the joint argmax is made
/// of each agent's own.
/// </summary>
public sealed class QmixAtten<T>(AgentNetworks<T, EntityAgent<T>> agents, LearnerSettings learner, QmixAttenSettings settings)
    : EntityValueAlgorithm<T>(
        agents,
        learner,
        scope => EntityMixers.Create(
            scope, agents.Team, settings.Linear ? EntityMixing.LinearFlexQmix : EntityMixing.FlexQmix, settings.Mixing, settings.Network))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The settings of VDN over entities.</summary>
public sealed record VdnAttenSettings
{
    /// <summary>How networks look at entities.</summary>
    public EntityNetworkSettings Network { get; init; } = new();
}

/// <summary>VDN whose agents attend to entities: REFIL with a sum for a mixer and without imagination, <c>Q_tot = sum_i Q_i</c>.</summary>
public sealed class VdnAtten<T>(AgentNetworks<T, EntityAgent<T>> agents, LearnerSettings learner)
    : EntityValueAlgorithm<T>(agents, learner, _ => new EntitySumMixer<T>())
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// The random groups of REFIL's imagination: every episode draws <c>p ~ U(0, 1)</c>, and each of its entities, agents or not, is in the first group
/// with that probability. Groups stay for the episode; every training step draws new ones.
/// </summary>
public static class Imagination
{
    /// <summary>The purpose of the draws of p.</summary>
    public static StreamPurpose Chance { get; } = StreamPurpose.Named("imagination chance");

    /// <summary>The purpose of the entities' own draws.</summary>
    public static StreamPurpose Side { get; } = StreamPurpose.Named("imagination side");

    /// <summary>The groups of a shard's entities, [episodes, entities], 1 for the first group and 0 for the second.</summary>
    public static Tensor<T> Draw<T>(Shard<T> shard, Tape<T> tape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int entities = shard.Team.Entities!.Count;
        ReadOnlySpan<T> probabilities = shard.Noise.Uniform(tape, Chance, 1, 1).Span;
        Tensor<T> groups = shard.Noise.Uniform(tape, Side, 1, entities).Reshape((shard.Episodes, entities));
        Span<T> elements = groups.Span;
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = elements[i] < probabilities[i / entities] ? T.One : T.Zero;
        }

        return groups;
    }
}
