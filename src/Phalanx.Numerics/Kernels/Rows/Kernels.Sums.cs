namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>The sum of every row of a matrix of <paramref name="columns"/> columns.</summary>
    public abstract void RowSums(ReadOnlySpan<T> matrix, int columns, Span<T> target);

    /// <summary>The sum of the products of two sequences.</summary>
    public abstract T Dot(ReadOnlySpan<T> left, ReadOnlySpan<T> right);

    /// <summary><c>target (+)= scale * source</c>, every element of the source repeated along an axis.</summary>
    internal abstract void Repeat(ReadOnlySpan<T> source, AxisSplit axis, T scale, Span<T> target, bool accumulate);

    /// <summary>The sum along an axis.</summary>
    internal void SumAxis(ReadOnlySpan<T> source, AxisSplit axis, Span<T> target)
    {
        if (axis.Inner == 1)
        {
            RowSums(source, axis.Length, target);
            return;
        }

        // Long columns in blocks, each summed before it is added, which bounds the rounding error.
        const int rows = 256;
        target.Clear();
        for (int i = 0; i < axis.Outer; i++)
        {
            ReadOnlySpan<T> block = source.Slice(i * axis.Length * axis.Inner, axis.Length * axis.Inner);
            Span<T> sums = target.Slice(i * axis.Inner, axis.Inner);
            for (int k = 0; k < axis.Length; k += rows)
            {
                int count = Math.Min(rows, axis.Length - k);
                AddColumnSums(block.Slice(k * axis.Inner, count * axis.Inner), axis.Inner, sums);
            }
        }
    }
}
