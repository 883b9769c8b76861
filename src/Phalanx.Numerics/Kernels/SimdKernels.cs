using System.Numerics;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>The kernels, written once for registers <typeparamref name="V"/> of any width.</summary>
internal sealed partial class SimdKernels<T, V> : Kernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ISimd<V, T>
{
    public SimdKernels(SimdLevel level)
        : base(level)
    {
    }
}
