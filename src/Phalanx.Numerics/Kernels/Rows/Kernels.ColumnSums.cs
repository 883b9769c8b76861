namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>Adds the sum of every column of a matrix of <paramref name="columns"/> columns to <paramref name="target"/>, row after row.</summary>
    public abstract void AddColumnSums(ReadOnlySpan<T> matrix, int columns, Span<T> target);
}
