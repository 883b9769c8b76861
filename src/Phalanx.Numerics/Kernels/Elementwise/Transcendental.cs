using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

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
