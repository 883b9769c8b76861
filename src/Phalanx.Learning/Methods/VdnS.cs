using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of VDN-S.</summary>
public sealed record VdnSSettings
{
    /// <summary>E, the hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1)]
    public int Embedding { get; init; } = 32;
}

/// <summary>VDN with a value of the state: <c>Q_tot = sum_i Q_i + V(s)</c>.</summary>
public sealed class VdnS<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, VdnSSettings settings)
    : ValueAlgorithm<T>(team, agent, learner, scope => new StateSumMixer<T>(scope, team, settings.Embedding))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
