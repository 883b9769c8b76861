namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary><c>target (+)= factor_row * matrix</c>: every row times its own number.</summary>
    public abstract void ScaleRows(ReadOnlySpan<T> matrix, ReadOnlySpan<T> factors, Span<T> target, bool accumulate = false);
}
