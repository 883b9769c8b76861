using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of DAtten.</summary>
public sealed record DattenSettings : ShapeSettings
{
    /// <summary>The attention.</summary>
    public AttentionSettings Attention { get; init; } = new();
}

/// <summary>
/// DAtten, the distributional Qatten: <c>Z_tot[k] = sum_i κ_i(s) Z_i[k] + c(s)</c> with attention weights <c>κ_i ≥ 0</c> that depend on the state
/// alone, so the joint action of the largest mean is made of each agent's own (DIGM).
/// </summary>
public sealed class Datten<T>(AgentNetworks<T, QuantileAgent<T>> agents, LearnerSettings learner, DattenSettings settings)
    : DistributionalAlgorithm<T>(
        agents,
        learner,
        settings,
        scope => new AttentionQuantileMixer<T>(scope, agents.Team, settings.Attention.ToForm()))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true, AgentFeatures = true };
}
