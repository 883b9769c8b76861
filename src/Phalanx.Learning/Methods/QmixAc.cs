using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>What the actors of QMIX-AC climb.</summary>
public enum QmixAcGradient
{
    /// <summary>Each its own critic.</summary>
    OwnCritic,

    /// <summary>The mixed value of what all actors do, as in FACMAC.</summary>
    Mixer,
}

/// <summary>The settings of QMIX-AC.</summary>
public sealed record QmixAcSettings
{
    /// <summary>Actors and critics.</summary>
    public ActorCriticSettings Critic { get; init; } = new();

    /// <summary>The mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>What the actors climb.</summary>
    [Setting("what the actors climb: each its own critic, or the mixed value of what all of them do, as in FACMAC")]
    public QmixAcGradient Gradient { get; init; }
}

/// <summary>QMIX with actors, for continuous actions: <c>Q_tot</c> is QMIX's mix of <c>Q_i(o_i, u_i)</c>, and every actor climbs its own critic.</summary>
public sealed class QmixAc<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixAcSettings settings)
    : DeterministicActorCritic<T>(
        team,
        agent,
        learner,
        settings.Critic,
        set => new FactoredCritic<T>(
            set,
            team,
            settings.Critic.CriticWidth,
            scope => settings.Mixer.Declare(scope, team),
            settings.Gradient == QmixAcGradient.Mixer))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
