using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// A duel over values that Qatten's attention transforms: <c>w_i = sum_h w_h λ_hi</c>, and every agent's <c>b_i</c> is its share of the state's value.
/// </summary>
public sealed class AttentionDuellingMixer<T> : IPenalisedMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionWeights<T> _attention;
    private readonly Duel<T> _duel;

    /// <summary>Declares <c>attention_weight</c> and <c>si_weight</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="team">The team.</param>
    /// <param name="attention">The attention.</param>
    /// <param name="kernels">K.</param>
    /// <param name="kernelLayers">Linear layers of a kernel's networks.</param>
    /// <param name="kernelWidth">Their hidden width.</param>
    public AttentionDuellingMixer(
        ParameterScope<T> scope, TeamShape team, AttentionForm attention, int kernels, int kernelLayers, int kernelWidth)
    {
        _attention = new AttentionWeights<T>(scope.Scope("attention_weight"), team, attention);
        _duel = new Duel<T>(scope.Scope("si_weight"), team, kernels, kernelLayers, kernelWidth);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => Mix(input, _attention.Weights(input));

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input, out Variable<T> penalty) => Mix(input, _attention.Weights(input, out penalty));

    private Variable<T> Mix(MixerInput<T> input, Variable<T> weights) =>
        _duel.Mix(input, weights, _attention.Value(input) * T.CreateChecked(1.0 / input.Agents));
}
