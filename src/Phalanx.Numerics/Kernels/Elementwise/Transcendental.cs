using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// <c>log(1 + exp x)</c>, written as <c>max(x, 0) + log(1 + exp -|x|)</c>, which cannot overflow; its derivative is the sigmoid.
/// </summary>
internal readonly struct Softplus : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant)
    {
        // log(1 + e) for small e: the factor e / (u - 1) makes up for what rounding 1 + e to u has lost.
        V one = V.Create(T.One);
        V e = V.Exp(-V.Abs(x));
        V u = one + e;
        V log = V.Select(V.EqualTo(u, one), e, V.Log(u) * (e / (u - one)));
        return V.Max(V.Zero, x) + log;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Sigmoid(x);
}

/// <summary>Exponential, its own derivative.</summary>
internal readonly struct Exp : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => y;
}

/// <summary>Natural logarithm; derivative <c>1 / x</c>.</summary>
internal readonly struct Log : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Create(T.One) / x;
}

/// <summary>Cosine; derivative <c>-sin x</c>.</summary>
internal readonly struct Cos : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => -V.Sin(x);
}

/// <summary>Sine; derivative <c>cos x</c>.</summary>
internal readonly struct Sin : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => V.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Cos(x);
}
