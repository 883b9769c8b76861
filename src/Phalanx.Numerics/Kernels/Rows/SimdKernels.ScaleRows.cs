namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void ScaleRows(ReadOnlySpan<T> matrix, ReadOnlySpan<T> factors, Span<T> target, bool accumulate)
    {
        int columns = factors.IsEmpty ? 0 : matrix.Length / factors.Length;
        CheckLengths(matrix.Length, factors.Length * columns);
        CheckLengths(target.Length, matrix.Length);
        fixed (T* m = matrix)
        fixed (T* t = target)
        {
            for (int row = 0; row < factors.Length; row++)
            {
                ScaleRun<Contiguous>(factors[row], m + ((nint)row * columns), t + ((nint)row * columns), columns, accumulate);
            }
        }
    }
}
