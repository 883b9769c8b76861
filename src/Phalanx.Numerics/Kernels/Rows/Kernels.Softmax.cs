namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// <c>exp x / sum exp x</c> over the allowed elements of every row, exactly 0 for the others; a row without any is all zeros.
    /// </summary>
    /// <param name="source">A matrix.</param>
    /// <param name="mask">As long as the source, 1 where an element is allowed; or empty, which allows all.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="target">As long as the source.</param>
    public abstract void Softmax(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target);

    /// <summary><c>target (+)= y (g - sum y g)</c>.</summary>
    internal abstract void SoftmaxBackward(
        ReadOnlySpan<T> value, ReadOnlySpan<T> gradient, int columns, Span<T> target, bool accumulate);

    /// <summary>
    /// <c>x - log sum exp x</c> over the allowed elements of every row, <see cref="Nothing"/> for the others.
    /// </summary>
    internal abstract void LogSoftmax(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target);

    /// <summary><c>target (+)= g - exp y sum g</c> over the allowed elements, 0 for the others.</summary>
    internal abstract void LogSoftmaxBackward(
        ReadOnlySpan<T> value, ReadOnlySpan<T> mask, ReadOnlySpan<T> gradient, int columns, Span<T> target, bool accumulate);

    /// <summary><c>log sum exp x</c> over the allowed elements of every row, <see cref="Nothing"/> of a row without any.</summary>
    internal abstract void LogSumExp(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target);

    /// <summary><c>target (+)= g exp (x - y)</c> for the allowed elements, 0 for the others.</summary>
    internal abstract void LogSumExpBackward(
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> mask,
        ReadOnlySpan<T> value,
        ReadOnlySpan<T> gradient,
        int columns,
        Span<T> target,
        bool accumulate);
}
