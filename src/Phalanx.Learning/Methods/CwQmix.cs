using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Critics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of CW-QMIX.</summary>
public sealed record CwQmixSettings
{
    /// <summary>α, the weight of joint actions that are not the best.</summary>
    [Setting("weight of joint actions that are not the best", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();

    /// <summary>Q*.</summary>
    public CentralSettings Central { get; init; } = new();
}

/// <summary>
/// Centrally weighted QMIX: full weight for what looks better than the greedy joint action, and for that action itself,
/// <code>
/// w = 1 if y &gt; Q*⁻(s, τ, û) or u = û, else α
/// </code>
/// in Weighted QMIX's loss.
/// </summary>
public sealed class CwQmix<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, CwQmixSettings settings)
    : WeightedQmix<T>(agents, learner, settings.Mixer, settings.Central)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override bool ComparesWithGreedy => true;

    /// <inheritdoc/>
    protected override Tensor<T>? Weights(Shard<T> shard, Tape<T> tape, Tensor<T> joint, Tensor<T> y, Tensor<int> greedy, Tensor<T>? best) =>
        Weighting.Central(tape, y, best!.Value.Slice(0, shard.Steps), shard.Actions, greedy.Slice(0, shard.Steps), settings.Alpha);
}
