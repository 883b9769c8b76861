using System.Numerics;
using System.Runtime.CompilerServices;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// With the constant d: <c>x² / 2</c> where |x| is at most d, <c>d (|x| - d / 2)</c> elsewhere. Its derivative is x, held between -d and d.
/// </summary>
internal readonly struct Huber : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Value<V, T>(V x, V constant)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = V.Create(T.One / (T.One + T.One));
        V size = V.Abs(x);
        return V.Select(V.GreaterThanOrEqual(constant, size), half * x * x, constant * (size - (half * constant)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Slope<V, T>(V x, V y, V constant)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Min(constant, V.Max(-constant, x)); // in this order a NaN comes through
}
