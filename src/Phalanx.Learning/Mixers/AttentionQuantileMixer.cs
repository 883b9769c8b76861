using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// DAtten: coefficients that depend on the state alone, the same for every sample:
/// <code>
/// Z_tot[k] = sum_i κ_i(s) Z_i[k] + c(s)      κ_i(s) = sum_h w_h(s) softmax_i(key_h(u_i) · query_h(s) / √d)      w_h ≥ 0
/// </code>
/// κ is never negative, so the greedy joint action is made of each agent's own. Without the soft-max, as ResZ has it for its residual, κ may have
/// any sign.
/// </summary>
public sealed class AttentionQuantileMixer<T>(ParameterScope<T> scope, TeamShape team, AttentionForm form) : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AttentionWeights<T> _attention = new(scope, team, form);

    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input)
    {
        (int steps, int episodes, int agents) = (input.Steps, input.Episodes, input.Agents);
        Variable<T> mixed = Coefficients(input).Reshape((steps, episodes, 1, agents)).BatchedMatMul(samples);
        return mixed.Reshape((steps, episodes, samples.Shape.Last)) + _attention.Value(input);
    }

    /// <summary>κ, [steps, episodes, agents].</summary>
    public Variable<T> Coefficients(MixerInput<T> input) => _attention.Weights(input);
}
