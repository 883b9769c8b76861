using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>
/// DMIX: any mixer of means, and the shape of the sum around it:
/// <code>
/// Q_i = mean_k Z_i[k]      Z_tot[k] = mixer(Q_1 .. Q_n) + sum_i (Z_i[k] - Q_i)
/// </code>
/// The shape has the mean zero, so the mean of Z_tot is the mixer's, and so is the greedy joint action.
/// </summary>
public sealed class MeanShapeMixer<T>(IMixer<T> means) : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input)
    {
        Variable<T> mean = means.Mix(input) - input.Values.Sum(-1); // [steps, episodes]
        return samples.Sum(2) + mean.Reshape((input.Steps, input.Episodes, 1));
    }
}
