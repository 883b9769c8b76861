using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary><c>x²</c>; derivative <c>2x</c>.</summary>
internal readonly struct Square : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => x + x;
}

/// <summary>The constant times x.</summary>
internal readonly struct Scale : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => constant * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => constant;
}

/// <summary>x plus the constant.</summary>
internal readonly struct Offset : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => x + constant;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Create(T.One);
}

/// <summary>The constant minus x.</summary>
internal readonly struct SubtractFromConstant : IMap
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Value<V, T>(V x, V constant) => constant - x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IMap.Slope<V, T>(V x, V y, V constant) => V.Create(-T.One);
}
