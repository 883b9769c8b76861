namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// What stands for the logarithm or the maximum of nothing: -9999999, finite so that arithmetic on it cannot make a NaN.
    /// </summary>
    public static T Nothing { get; } = T.CreateChecked(-9999999);

    /// <summary>
    /// The column of the largest element of every row, the first of equal ones; 0 where the mask forbids all. A NaN that is allowed
    /// counts as the largest.
    /// </summary>
    /// <param name="values">A matrix.</param>
    /// <param name="mask">As long as the values, 1 where an element is allowed; or empty, which allows all.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="indices">One element per row.</param>
    public void RowArgMax(ReadOnlySpan<T> values, ReadOnlySpan<T> mask, int columns, Span<int> indices)
    {
        RowExtremes(values, mask, columns, T.One, default, indices);
        ClampToFirst(indices, indices);
    }

    /// <summary>
    /// The largest elements of rows with sign 1, the smallest with -1, and their columns, -1 where the mask forbids all. Either result may
    /// be empty.
    /// </summary>
    internal abstract void RowExtremes(
        ReadOnlySpan<T> values, ReadOnlySpan<T> mask, int columns, T sign, Span<T> extremes, Span<int> indices);

    /// <summary>The same along any axis, without a mask; the axis is not empty.</summary>
    internal abstract void AxisExtremes(ReadOnlySpan<T> values, AxisSplit axis, T sign, Span<T> extremes, Span<int> indices);

    /// <summary>The indices with 0 for -1.</summary>
    internal static void ClampToFirst(ReadOnlySpan<int> indices, Span<int> target)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            target[i] = Math.Max(indices[i], 0);
        }
    }
}
