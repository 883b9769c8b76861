using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>VDN with actors, for continuous actions: <c>Q_tot = sum_i Q_i(o_i, u_i)</c>, and every actor climbs its own critic.</summary>
public sealed class VdnAc<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, ActorCriticSettings settings)
    : DeterministicActorCritic<T>(
        team,
        agent,
        learner,
        settings,
        set => new FactoredCritic<T>(set, team, settings.CriticWidth, _ => new SumMixer<T>(), throughMixer: false))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
