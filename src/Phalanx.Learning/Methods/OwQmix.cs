using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of OW-QMIX.</summary>
public sealed record OwQmixSettings
{
    /// <summary>α, the weight of joint actions that are overestimated.</summary>
    [Setting("weight of joint actions that are not underestimated", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// Optimistically weighted QMIX: full weight for what is underestimated,
/// <code>
/// w = 1 if Q_tot(τ, u) &lt; y, else α
/// </code>
/// in Weighted QMIX's loss.
/// </summary>
public sealed class OwQmix<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, OwQmixSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? best) =>
        Weighting.Optimistic(tape, joint, y, settings.Alpha);
}
