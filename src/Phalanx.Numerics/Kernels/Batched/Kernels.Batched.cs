namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// <c>target = left · right</c>, or <c>+=</c>, for each of many small matrices: nothing is packed, every matrix is read once from
    /// where it lies. For a few large matrices, multiply them one by one.
    /// </summary>
    /// <param name="left">Rows x inner.</param>
    /// <param name="right">Inner x columns, as many.</param>
    /// <param name="target">As many matrices of rows x columns.</param>
    /// <param name="accumulate">Add to what is there.</param>
    public abstract void MultiplyBatched(BatchSpan<T> left, BatchSpan<T> right, Span<T> target, bool accumulate = false);
}
