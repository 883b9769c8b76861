using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>
/// A register of <typeparamref name="T"/>, of any width. Every kernel is written once against this interface and
/// instantiated at every width; the just-in-time compiler folds the abstraction away. <see cref="Scalar{T}"/>, one element wide,
/// is the portable twin: it takes its exponentials and logarithms from <see cref="Elementary"/> instead of the polynomials in
/// <see cref="SingleMath"/>, so that testing a width against it tests both the kernel and the approximation.
/// </summary>
/// <remarks>
/// A comparison gives a mask that only <see cref="Select"/> may read. Every operation is exact or rounded once, so that a width gives the same
/// bits on every machine; none is an estimate, and none calls the platform's mathematics.
/// </remarks>
internal unsafe interface ISimd<TSelf, T>
    where TSelf : unmanaged, ISimd<TSelf, T>
    where T : unmanaged
{
    /// <summary>Elements in a register.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Create(T value);

    static abstract TSelf Load(T* source);

    static abstract void Store(TSelf value, T* target);

    /// <summary>Loads the first <paramref name="count"/> elements and fills the rest, never reading past them.</summary>
    static abstract TSelf LoadPartial(T* source, int count, T fill);

    /// <summary>Stores the first <paramref name="count"/> elements, never writing past them.</summary>
    static abstract void StorePartial(TSelf value, T* target, int count);

    /// <summary>How many registers a loop can hold its values in.</summary>
    static abstract int Registers { get; }

    /// <summary>Edge of the squares that <see cref="TransposeSquare"/> moves: 1 where there is nothing faster than one by one.</summary>
    static abstract int SquareEdge { get; }

    /// <summary>Writes a square with rows and columns exchanged; rows of both lie the given elements apart.</summary>
    static abstract void TransposeSquare(T* source, nint sourceStride, T* target, nint targetStride);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    /// <summary><c>a * b + c</c> in one rounding.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Round(TSelf value);

    /// <summary><c>value * 2^power</c> for an integral power within the range of normal exponents.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf power);

    /// <summary>
    /// <c>value = m * 2^power</c> with m from the square root of 1/2 to that of 2, for positive normal numbers. Returns m.
    /// </summary>
    static abstract TSelf SplitPower(TSelf value, out TSelf power);

    static abstract TSelf GreaterThan(TSelf left, TSelf right);

    static abstract TSelf GreaterThanOrEqual(TSelf left, TSelf right);

    static abstract TSelf EqualTo(TSelf left, TSelf right);

    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    static abstract TSelf Exp(TSelf value);

    static abstract TSelf Log(TSelf value);

    static abstract TSelf Tanh(TSelf value);

    static abstract TSelf Sigmoid(TSelf value);

    /// <summary>The sum of all elements.</summary>
    static abstract T Sum(TSelf value);

    /// <summary>The largest element.</summary>
    static abstract T Largest(TSelf value);
}
