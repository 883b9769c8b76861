using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>DDN: <c>Z_tot[k] = sum_i Z_i[k]</c>, the quantile function of returns that rise and fall together.</summary>
public sealed class SumQuantileMixer<T> : IQuantileMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Variable<T> Mix(Variable<T> samples, Tensor<T> levels, MixerInput<T> input) => samples.Sum(2);
}
