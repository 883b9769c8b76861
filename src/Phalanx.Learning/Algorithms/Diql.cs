using System.Numerics;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>The settings of DIQL and DDN, who learn from one sample of each distribution.</summary>
public sealed record QuantileSettings
{
    /// <summary>N, samples of the online networks.</summary>
    [Setting("samples of the online networks", Min = 1)]
    public int Quantiles { get; init; } = 1;

    /// <summary>N', samples of the target networks.</summary>
    [Setting("samples of the target networks", Min = 1)]
    public int TargetQuantiles { get; init; } = 1;

    /// <summary>Cosines that a level is described by.</summary>
    [Setting("cosines that a quantile level is described by", Min = 1)]
    public int Cosines { get; init; } = 64;

    /// <summary>The three of them.</summary>
    internal QuantileCounts Counts => new(Quantiles, TargetQuantiles, Cosines);
}

/// <summary>
/// Distributional independent Q-learning: every agent learns the distribution of the team's return by itself, at levels of its own, the loss being
/// the mean over transitions and agents. There is no joint value.
/// </summary>
public sealed class Diql<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QuantileSettings settings)
    : DistributionalAlgorithm<T>(team, agent, learner, settings.Counts, mixer: null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { State = false };
}
