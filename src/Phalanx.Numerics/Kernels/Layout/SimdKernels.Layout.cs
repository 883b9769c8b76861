using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    /// <summary>
    /// Edge of the squares that a transposition works on, so that a cache line is used completely while it is in the cache.
    /// </summary>
    private const int Square = 16;

    internal override void CopyRuns(
        ReadOnlySpan<T> source, int sourceStride, Span<T> target, int targetStride, int runs, int length, bool accumulate)
    {
        CheckRuns(source.Length, sourceStride, runs, length);
        CheckRuns(target.Length, targetStride, runs, length);
        fixed (T* s = source)
        fixed (T* t = target)
        {
            for (int i = 0; i < runs; i++)
            {
                ScaleRun<Contiguous>(T.One, s + ((nint)i * sourceStride), t + ((nint)i * targetStride), length, accumulate);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Transpose(MatrixSpan<T> source, Span<T> target, int targetStride, bool accumulate)
    {
        CheckRuns(target.Length, targetStride, source.Columns, source.Rows);
        nint rowStride = source.RowStride;
        nint columnStride = source.ColumnStride;
        fixed (T* s = source.Data)
        fixed (T* t = target)
        {
            for (int i = 0; i < source.Rows; i += Square)
            {
                int lastRow = Math.Min(source.Rows, i + Square);
                for (int j = 0; j < source.Columns; j += Square)
                {
                    int lastColumn = Math.Min(source.Columns, j + Square);
                    for (int column = j; column < lastColumn; column++)
                    {
                        T* from = s + (column * columnStride);
                        T* to = t + ((nint)column * targetStride);
                        for (int row = i; row < lastRow; row++)
                        {
                            T value = from[row * rowStride];
                            to[row] = accumulate ? to[row] + value : value;
                        }
                    }
                }
            }
        }
    }

    private static void CheckRuns(int elements, int stride, int runs, int length)
    {
        if (runs > 0 && (((long)runs - 1) * stride) + length > elements)
        {
            throw new ArgumentException($"{runs} runs of {length} elements, {stride} apart, do not fit {elements} elements.");
        }
    }
}
