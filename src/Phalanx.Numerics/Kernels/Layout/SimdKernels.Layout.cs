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

    internal override void Transpose(MatrixSpan<T> source, Span<T> target, int targetStride, bool accumulate)
    {
        CheckRuns(target.Length, targetStride, source.Columns, source.Rows);
        fixed (T* s = source.Data)
        fixed (T* t = target)
        {
            int inSquares = source.ColumnStride == 1 && V.SquareEdge > 1 ? source.Rows / V.Count * V.Count : 0;
            int columns = inSquares == 0 ? 0 : source.Columns / V.SquareEdge * V.SquareEdge;
            TransposeSquares(s, source.RowStride, inSquares, columns, t, targetStride, accumulate);
            TransposeOneByOne(s, source.RowStride, source.ColumnStride, (0, inSquares), (columns, source.Columns), t, targetStride, accumulate);
            TransposeOneByOne(s, source.RowStride, source.ColumnStride, (inSquares, source.Rows), (0, source.Columns), t, targetStride, accumulate);
        }
    }

    /// <summary>Registers of rows by the columns of a square: squares beside one another are gathered first, then stored or added as registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeSquares(T* source, nint rowStride, int rows, int columns, T* target, nint targetStride, bool accumulate)
    {
        int edge = V.SquareEdge;
        T* block = stackalloc T[V.Count * edge];
        for (int row = 0; row < rows; row += V.Count)
        {
            for (int column = 0; column < columns; column += edge)
            {
                T* from = source + (row * rowStride) + column;
                for (int part = 0; part < V.Count; part += edge)
                {
                    V.TransposeSquare(from + (part * rowStride), rowStride, block + part, V.Count);
                }

                T* to = target + (column * targetStride) + row;
                for (int i = 0; i < edge; i++, to += targetStride)
                {
                    Put(V.Load(block + (i * V.Count)), to, V.Count, accumulate);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeOneByOne(
        T* source, nint rowStride, nint columnStride, (int First, int End) rows, (int First, int End) columns, T* target, nint targetStride, bool accumulate)
    {
        for (int i = rows.First; i < rows.End; i += Square)
        {
            int lastRow = Math.Min(rows.End, i + Square);
            for (int j = columns.First; j < columns.End; j += Square)
            {
                int lastColumn = Math.Min(columns.End, j + Square);
                for (int column = j; column < lastColumn; column++)
                {
                    T* from = source + (column * columnStride);
                    T* to = target + (column * targetStride);
                    for (int row = i; row < lastRow; row++)
                    {
                        T value = from[row * rowStride];
                        to[row] = accumulate ? to[row] + value : value;
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
