using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX with Q*.</summary>
public sealed record QmixQstarSettings
{
    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// QMIX that learns from Q*, without weights: Weighted QMIX with w = 1 everywhere, an ablation that shows what the weights are for. It is not QMIX, since
/// what is learned comes from Q*.
/// </summary>
public sealed class QmixQstar<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixQstarSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? best) => null;
}
