using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>The larger of two; of two equal ones the left has the gradient, and a NaN on either side comes through.</summary>
internal readonly struct Maximum : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Both;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Both;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) =>
        V.Select(V.EqualTo(a, a), V.Max(a, b), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => V.Select(V.GreaterThan(b, a), V.Zero, gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => V.Select(V.GreaterThan(b, a), gradient, V.Zero);
}

/// <summary>The smaller of two; of two equal ones the left has the gradient, and a NaN on either side comes through.</summary>
internal readonly struct Minimum : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Both;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Both;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) =>
        V.Select(V.EqualTo(a, a), V.Min(a, b), a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => V.Select(V.GreaterThan(a, b), V.Zero, gradient);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => V.Select(V.GreaterThan(a, b), gradient, V.Zero);
}
