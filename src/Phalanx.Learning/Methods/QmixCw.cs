using System.Numerics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX with central weights.</summary>
public sealed record QmixCwSettings
{
    /// <summary>α, the weight of joint actions that are not the best.</summary>
    [Setting("weight of joint actions that are not the best", Min = 0, Max = 1)]
    public double Alpha { get; init; } = 0.1;

    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// QMIX with the weights of CW-QMIX but without Q*, an ablation: what is learned is QMIX's own target, and
/// <code>
/// L = sum m w (Q_tot(τ, u) - y)² / sum m        w = 1 if y &gt; Q_tot⁻(τ, û) or u = û, else α
/// </code>
/// with û chosen by the online agents and valued by the target ones.
/// </summary>
public sealed class QmixCw<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixCwSettings settings)
    : ValueAlgorithm<T>(team, agent, learner, scope => settings.Mixer.Declare(scope, team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Figures => Weighting.Figures;

    /// <inheritdoc/>
    protected override Variable<T> Regress(Shard<T> shard, Variable<T> joint, Tensor<T> y, Tensor<T> values, Tensor<T>? targetValues)
    {
        Tape<T> tape = joint.Tape;
        Tensor<int> greedy = shard.Greedy(tape, values).Slice(0, shard.Steps);
        Tensor<T> utilities = targetValues ?? Target.Agent.Values(Target.Agent.Unroll(tape, shard.Inputs)).Value;
        Variable<T> chosen = tape.Constant(utilities.Slice(0, shard.Steps)).Gather(greedy);
        Tensor<T> atGreedy = Target.Mixer!.Mix(MixerInput<T>.Of(shard, 0, chosen, greedy, utilities)).Value;
        Tensor<T> weights = Weighting.Central(tape, y, atGreedy, shard.Actions, greedy, settings.Alpha);
        return shard.WeightedMeanSquare(joint - tape.Constant(y), weights);
    }
}
