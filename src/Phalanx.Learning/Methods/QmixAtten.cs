using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

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
public sealed class QmixAtten<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixAttenSettings settings)
    : EntityValueAlgorithm<T>(
        team,
        agent,
        learner,
        settings.Network,
        scope => EntityMixers.Create(
            scope, team, settings.Linear ? EntityMixing.LinearFlexQmix : EntityMixing.FlexQmix, settings.Mixing, settings.Network))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
