using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
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
/// asks what an agent would think that sees only its own group, <c>Q_i^W</c>, and one that sees only the other, <c>Q_i^I</c>. The two together explain
/// the same return as the whole:
/// <code>
/// L = (1 - λ) mean (g(Q_1 .. Q_n) - y)² + λ mean (g(Q_1^W .. Q_n^W, Q_1^I .. Q_n^I) - y)²
/// </code>
/// So agents learn what of a situation is worth what, and find it again in others. They act by what they really see.
/// </summary>
public sealed class Refil<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, RefilSettings settings)
    : EntityValueAlgorithm<T>(
        team,
        agent,
        learner,
        settings.Network,
        scope => EntityMixers.Create(scope, team, settings.Mixer, settings.Mixing, settings.Network),
        settings.ImaginedShare)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
