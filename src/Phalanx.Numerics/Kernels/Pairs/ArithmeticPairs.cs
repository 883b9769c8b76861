using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary><c>a + b</c>.</summary>
internal readonly struct Addition : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.None;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => gradient;
}

/// <summary><c>a - b</c>.</summary>
internal readonly struct Subtraction : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.None;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => -gradient;
}

/// <summary><c>a b</c>.</summary>
internal readonly struct Multiplication : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Right;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => gradient * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => gradient * a;
}

/// <summary><c>a / b</c>.</summary>
internal readonly struct Division : IPairMap
{
    public static Operands LeftReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Right;
    }

    public static Operands RightReads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Operands.Both;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Value<V, T>(V a, V b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Left<V, T>(V gradient, V a, V b) => gradient / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairMap.Right<V, T>(V gradient, V a, V b) => -gradient * (a / b / b); // b² would overflow or vanish long before
}
