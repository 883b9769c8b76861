using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary><c>-|x|</c>; derivative minus the sign of x, 0 at 0.</summary>
internal readonly struct NegAbs : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => -V.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant)
    {
        V negative = V.Select(V.GreaterThan(V.Zero, x), V.Create(T.One), V.Zero);
        return V.Select(V.GreaterThan(x, V.Zero), V.Create(-T.One), negative);
    }
}

/// <summary>The larger of x and the constant; the gradient passes where x is not below it.</summary>
internal readonly struct AtLeast : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Max(constant, x); // in this order a NaN comes through

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Select(V.GreaterThanOrEqual(x, constant), V.Create(T.One), V.Zero);
}

/// <summary>The smaller of x and the constant; the gradient passes where x is not above it.</summary>
internal readonly struct AtMost : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Min(constant, x); // in this order a NaN comes through

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Select(V.GreaterThanOrEqual(constant, x), V.Create(T.One), V.Zero);
}
