using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of VDN over entities.</summary>
public sealed record VdnAttenSettings
{
    /// <summary>How networks look at entities.</summary>
    public EntityNetworkSettings Network { get; init; } = new();
}

/// <summary>VDN whose agents attend to entities: REFIL with a sum for a mixer and without imagination, <c>Q_tot = sum_i Q_i</c>.</summary>
public sealed class VdnAtten<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, VdnAttenSettings settings)
    : EntityValueAlgorithm<T>(team, agent, learner, settings.Network, _ => new EntitySumMixer<T>())
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
