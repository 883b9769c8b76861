using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

/// <summary>The derivative by the left operand.</summary>
internal readonly struct LeftOf<TMap> : IPairTerm
    where TMap : struct, IPairMap
{
    public static bool OfLeft
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    public static Operands Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TMap.LeftReads;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairTerm.Value<V, T>(V gradient, V a, V b) => TMap.Left<V, T>(gradient, a, b);
}

/// <summary>The derivative by the right operand.</summary>
internal readonly struct RightOf<TMap> : IPairTerm
    where TMap : struct, IPairMap
{
    public static bool OfLeft
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }

    public static Operands Reads
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TMap.RightReads;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V IPairTerm.Value<V, T>(V gradient, V a, V b) => TMap.Right<V, T>(gradient, a, b);
}

/// <summary>How an operand is read along the innermost axis.</summary>
internal interface IOperandAccess
{
    /// <summary>Whether one element serves for all.</summary>
    static abstract bool Repeats { get; }
}

/// <summary>Element after element.</summary>
internal readonly struct Contiguous : IOperandAccess
{
    public static bool Repeats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => false;
    }
}

/// <summary>The same element again and again.</summary>
internal readonly struct Repeated : IOperandAccess
{
    public static bool Repeats
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }
}
