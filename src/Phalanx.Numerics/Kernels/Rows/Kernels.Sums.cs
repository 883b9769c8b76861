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

        target.Clear();
        int block = axis.Length * axis.Inner;
        for (int i = 0; i < axis.Outer; i++)
        {
            AddColumnSums(source.Slice(i * block, block), axis.Inner, target.Slice(i * axis.Inner, axis.Inner));
        }
    }
}
