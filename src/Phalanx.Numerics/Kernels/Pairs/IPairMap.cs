using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>Operands that a formula reads, so that a kernel loads no others.</summary>
[Flags]
internal enum Operands
{
    None = 0,
    Left = 1,
    Right = 2,
    Both = Left | Right,
}

/// <summary>
/// An element-wise function of two variables with its derivatives, written once for every register width and both precisions.
/// </summary>
internal interface IPairMap
{
    /// <summary>What <see cref="Left"/> reads besides the gradient.</summary>
    static abstract Operands LeftReads { get; }

    /// <summary>What <see cref="Right"/> reads besides the gradient.</summary>
    static abstract Operands RightReads { get; }

    /// <summary>f(a, b).</summary>
    static abstract V Value<V, T>(V a, V b)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

    /// <summary><c>gradient * df/da</c>.</summary>
    static abstract V Left<V, T>(V gradient, V a, V b)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;

    /// <summary><c>gradient * df/db</c>.</summary>
    static abstract V Right<V, T>(V gradient, V a, V b)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}

/// <summary>One of the two derivatives of an <see cref="IPairMap"/>, as a term that a kernel stores or sums.</summary>
internal interface IPairTerm
{
    /// <summary>Whether it belongs to the left operand.</summary>
    static abstract bool OfLeft { get; }

    static abstract Operands Reads { get; }

    static abstract V Value<V, T>(V gradient, V a, V b)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>;
}
