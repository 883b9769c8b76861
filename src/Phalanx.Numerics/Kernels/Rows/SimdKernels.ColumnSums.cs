using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddColumnSums(ReadOnlySpan<T> matrix, int columns, Span<T> target)
    {
        CheckLengths(target.Length, columns);
        int rows = columns == 0 ? 0 : matrix.Length / columns;
        CheckLengths(matrix.Length, rows * columns);
        fixed (T* m = matrix)
        fixed (T* t = target)
        {
            // Four registers at a time: four independent chains of additions, one pass over the rows for each.
            int j = 0;
            for (; j <= columns - (4 * V.Count); j += 4 * V.Count)
            {
                V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
                T* row = m + j;
                for (int i = 0; i < rows; i++, row += columns)
                {
                    s0 += V.Load(row);
                    s1 += V.Load(row + V.Count);
                    s2 += V.Load(row + (2 * V.Count));
                    s3 += V.Load(row + (3 * V.Count));
                }

                V.Store(V.Load(t + j) + s0, t + j);
                V.Store(V.Load(t + j + V.Count) + s1, t + j + V.Count);
                V.Store(V.Load(t + j + (2 * V.Count)) + s2, t + j + (2 * V.Count));
                V.Store(V.Load(t + j + (3 * V.Count)) + s3, t + j + (3 * V.Count));
            }

            for (; j < columns; j += V.Count)
            {
                int width = Math.Min(V.Count, columns - j);
                V sum = V.Zero;
                T* row = m + j;
                for (int i = 0; i < rows; i++, row += columns)
                {
                    sum += width == V.Count ? V.Load(row) : V.LoadPartial(row, width, default);
                }

                V.StorePartial(V.LoadPartial(t + j, width, default) + sum, t + j, width);
            }
        }
    }
}
