using System.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Mixers;

/// <summary>VDN: <c>Q_tot = sum_i Q_i</c>.</summary>
public sealed class SumMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => input.Values.Sum(-1);
}
