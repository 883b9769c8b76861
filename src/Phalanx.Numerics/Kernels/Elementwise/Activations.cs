using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary><c>max(x, 0)</c>.</summary>
internal readonly struct Relu : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Max(V.Zero, x); // in this order a NaN comes through

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Select(V.GreaterThan(y, V.Zero), V.Create(T.One), V.Zero);
}

/// <summary><c>x</c> where positive, <c>exp x - 1</c> elsewhere; its derivative there is <c>y + 1</c>.</summary>
internal readonly struct Elu : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) =>
        V.Select(V.GreaterThan(x, V.Zero), x, V.Exp(V.Min(V.Zero, x)) - V.Create(T.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) =>
        V.Select(V.GreaterThan(y, V.Zero), V.Create(T.One), y + V.Create(T.One));
}

/// <summary>Hyperbolic tangent; derivative <c>1 - y²</c>.</summary>
internal readonly struct Tanh : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Create(T.One) - (y * y);
}

/// <summary><c>1 / (1 + exp -x)</c>; derivative <c>y (1 - y)</c>.</summary>
internal readonly struct Sigmoid : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => y * (V.Create(T.One) - y);
}

/// <summary>Absolute value; derivative the sign of x, 0 at 0.</summary>
internal readonly struct Abs : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant)
    {
        V positive = V.Select(V.GreaterThan(x, V.Zero), V.Create(T.One), V.Zero);
        return V.Select(V.GreaterThan(V.Zero, x), V.Create(-T.One), positive);
    }
}
