using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// An element-wise function of one variable and one constant (a slope, a bound, an exponent; unused by most) with its derivative,
/// written once for every register width and both precisions.
/// </summary>
internal interface IMap
{
    /// <summary>f(x).</summary>
    static abstract V Value<V, T>(V x, V constant)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

    /// <summary>f'(x), where <paramref name="y"/> is f(x), from which many derivatives follow more cheaply.</summary>
    static abstract V Slope<V, T>(V x, V y, V constant)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}
