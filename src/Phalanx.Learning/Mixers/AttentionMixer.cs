using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// Qatten's mixing network: <c>Q_tot = c(s) + sum_h w_h(s) sum_i λ_hi(s) Q_i</c>. Weights are positive, and unless keys see the values they do not
/// depend on them, so <c>dQ_tot / dQ_i = sum_h w_h λ_hi ≥ 0</c>.
/// </summary>
public sealed class AttentionMixer<T>(ParameterScope<T> scope, TeamShape team, AttentionForm form) : IPenalisedMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionWeights<T> _attention = new(scope, team, form);

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => Mix(input, _attention.Weights(input));

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input, out Variable<T> penalty) => Mix(input, _attention.Weights(input, out penalty));

    private Variable<T> Mix(MixerInput<T> input, Variable<T> weights)
    {
        Variable<T> sum = (input.Values * weights).Sum(-1);
        return sum + _attention.Value(input).Reshape(sum.Shape);
    }
}
