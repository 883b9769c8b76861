namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void MultiplyBatched(BatchSpan<T> left, BatchSpan<T> right, Span<T> target, bool accumulate)
    {
        if (left.Count != right.Count || left.Columns != right.Rows)
        {
            throw new ArgumentException(
                $"{left.Count} matrices of {left.Rows}x{left.Columns} cannot be multiplied by {right.Count} of {right.Rows}x{right.Columns}.");
        }

        CheckLengths(target.Length, checked((long)left.Count * left.Rows * right.Columns));
        if (right.Columns == 1 && left.Rows > 1)
        {
            // A single column is a single row of the transposed product, in the same memory: one row fills registers, one column cannot.
            BatchSpan<T> column = right;
            right = left.Transposed;
            left = column.Transposed;
        }

        fixed (T* a = left.Data)
        fixed (T* b = right.Data)
        fixed (T* c = target)
        {
            SmallProducts<T, V>.Run(new SmallProduct<T>
            {
                A = a,
                AStep = left.Rows * left.Columns,
                ARow = left.RowStride,
                AInner = left.ColumnStride,
                B = b,
                BStep = right.Rows * right.Columns,
                BInner = right.RowStride,
                BColumn = right.ColumnStride,
                C = c,
                CStep = left.Rows * right.Columns,
                CRow = right.Columns,
                Count = left.Count,
                Rows = left.Rows,
                Inner = left.Columns,
                Columns = right.Columns,
                Add = accumulate,
            });
        }
    }
}
