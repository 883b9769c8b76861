using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Quantiles;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Algorithms;

/// <summary>The settings of DMIX.</summary>
public sealed record DmixSettings
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

    /// <summary>E, the width of the mixer's hidden layer.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1)]
    public int Embedding { get; init; } = 32;

    /// <summary>Layers of the networks that give the mixer's weights, 1 or 2.</summary>
    [Setting("layers of the networks that give the mixer's weights", Min = 1, Max = 2)]
    public int HypernetLayers { get; init; } = 2;

    /// <summary>Hidden width of two layers.</summary>
    [Setting("hidden width of those networks when they have two layers", Min = 1)]
    public int HypernetWidth { get; init; } = 64;
}

/// <summary>
/// DMIX, the distributional QMIX: the mean of the team's return is QMIX of the agents' means, its shape the sum of theirs,
/// <c>Z_tot[k] = Q_mix(Q_1 .. Q_n) + sum_i (Z_i[k] - Q_i)</c>. Since the shape has the mean zero and QMIX is monotonic, the joint action of the
/// largest mean is made of each agent's own (DIGM).
/// </summary>
public sealed class Dmix<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, DmixSettings settings)
    : DistributionalAlgorithm<T>(
        team,
        agent,
        learner,
        new QuantileCounts(settings.Quantiles, settings.TargetQuantiles, settings.Cosines),
        scope => new MeanShapeMixer<T>(
            new MonotonicMixer<T>(scope, team, settings.Embedding, settings.HypernetLayers, settings.HypernetWidth)))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
