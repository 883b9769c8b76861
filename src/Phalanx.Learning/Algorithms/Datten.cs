using System.Numerics;
using Phalanx.Learning.Quantiles;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>The settings of DAtten.</summary>
public sealed record DattenSettings
{
    /// <summary>N, samples of the online networks.</summary>
    [Setting("samples of the online networks", Min = 1)]
    public int Quantiles { get; init; } = 8;

    /// <summary>N', samples of the target networks.</summary>
    [Setting("samples of the target networks", Min = 1)]
    public int TargetQuantiles { get; init; } = 8;

    /// <summary>Cosines that a level is described by.</summary>
    [Setting("cosines that a quantile level is described by", Min = 1)]
    public int Cosines { get; init; } = 64;

    /// <summary>Heads of the attention.</summary>
    [Setting("heads of the attention over agents", Min = 1)]
    public int Heads { get; init; } = 4;

    /// <summary>Width of queries and keys.</summary>
    [Setting("width of its queries and keys", Min = 1)]
    public int AttentionWidth { get; init; } = 32;

    /// <summary>Hidden width of the networks that give queries.</summary>
    [Setting("hidden width of the networks that give queries", Min = 1)]
    public int QueryWidth { get; init; } = 64;

    /// <summary>Hidden width of the network that weighs heads.</summary>
    [Setting("hidden width of the network that weighs heads", Min = 1)]
    public int HeadWidth { get; init; } = 64;

    /// <summary>Hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1)]
    public int ValueWidth { get; init; } = 32;

    /// <summary>The attention's widths together.</summary>
    internal AttentionWidths Widths => new(Heads, AttentionWidth, QueryWidth, HeadWidth, ValueWidth);
}

/// <summary>
/// DAtten, the distributional Qatten: <c>Z_tot[k] = sum_i κ_i(s) Z_i[k] + c(s)</c> with attention weights <c>κ_i ≥ 0</c> that depend on the state
/// alone, so the joint action of the largest mean is made of each agent's own (DIGM).
/// </summary>
public sealed class Datten<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, DattenSettings settings)
    : DistributionalAlgorithm<T>(
        team,
        agent,
        learner,
        new QuantileCounts(settings.Quantiles, settings.TargetQuantiles, settings.Cosines),
        scope => new AttentionQuantileMixer<T>(scope, team, settings.Widths))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { AgentFeatures = true };
}
