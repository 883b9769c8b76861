using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX with optimistic weights.</summary>
public sealed record QmixOwSettings
{
    /// <summary>α, the weight of joint actions that are overestimated.</summary>
    [Setting("weight of joint actions that are not underestimated", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// QMIX with the weights of OW-QMIX but without Q*, an ablation: what is learned is QMIX's own target, and
/// <code>
/// L = sum m w (Q_tot(τ, u) - y)² / sum m        w = 1 if Q_tot(τ, u) &lt; y, else α
/// </code>
/// </summary>
public sealed class QmixOw<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixOwSettings settings)
    : ValueAlgorithm<T>(team, agent, learner, scope => settings.Mixer.Declare(scope, team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Variable<T> Regress(Shard<T> shard, Variable<T> joint, Tensor<T> y, Tensor<T> values, Tensor<T>? targetValues)
    {
        Tape<T> tape = joint.Tape;
        Tensor<T> weights = Weighting.Optimistic(tape, joint.Value, y, settings.Alpha);
        return shard.WeightedMeanSquare(joint - tape.Constant(y), weights);
    }
}
