using System.Numerics;
using System.Runtime.InteropServices;

namespace Phalanx.Acting;

/// <summary>
/// Products of rows and packed matrices. Every output is one sum, in ascending order of the inputs, of products that are rounded before they are added; then comes the
/// bias. So its bits do not depend on the register width, on the number of rows, nor on which of the two loops computes it.
/// </summary>
/// <remarks>
/// Registers are <see cref="Vector{T}"/>, which netstandard2.1 has, but without a constructor for read-only spans; hence the casts. Where it is no register but a
/// struct in software, as in Mono, a plain loop with four sums is faster.
/// </remarks>
internal static class MatrixProduct
{
    private const int Registers = 4;

    /// <summary>Whether vectors are registers, of which four make a tile or a part of it.</summary>
    public static readonly bool UsesRegisters = Vector.IsHardwareAccelerated && PackedMatrix.Tile % (Registers * Vector<float>.Count) == 0;

    /// <summary>Applies a matrix to every row, and adds its bias.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="xStride">The distance from one row to the next.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="y">Receives the rows, at the distance of the matrix's stride.</param>
    public static void Apply(ReadOnlySpan<float> x, int xStride, int rows, PackedMatrix matrix, Span<float> y)
    {
        int stride = matrix.Stride;
        int row = 0;
        for (; row + 1 < rows; row += 2)
        {
            ReadOnlySpan<float> first = x.Slice(row * xStride, matrix.Inputs);
            ReadOnlySpan<float> second = x.Slice((row + 1) * xStride, matrix.Inputs);
            Span<float> target = y.Slice(row * stride, 2 * stride);
            if (UsesRegisters)
            {
                TwoRows(first, second, matrix, target);
            }
            else
            {
                TwoRowsScalar(first, second, matrix, target);
            }
        }

        for (; row < rows; row++)
        {
            ReadOnlySpan<float> source = x.Slice(row * xStride, matrix.Inputs);
            Span<float> target = y.Slice(row * stride, stride);
            if (UsesRegisters)
            {
                OneRow(source, matrix, target);
            }
            else
            {
                OneRowScalar(source, matrix, target);
            }
        }

        if (matrix.Bias is { } bias)
        {
            for (row = 0; row < rows; row++)
            {
                Add(bias, y.Slice(row * stride, stride));
            }
        }
    }

    /// <summary>Adds a padded row to another.</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> y)
    {
        if (UsesRegisters)
        {
            ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(x);
            Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(y);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] += from[i];
            }

            return;
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] += x[i];
        }
    }

    private static void TwoRows(ReadOnlySpan<float> first, ReadOnlySpan<float> second, PackedMatrix matrix, Span<float> y)
    {
        ReadOnlySpan<Vector<float>> weights = MemoryMarshal.Cast<float, Vector<float>>(matrix.Weights);
        int columns = matrix.Stride / Vector<float>.Count;
        Span<Vector<float>> upper = MemoryMarshal.Cast<float, Vector<float>>(y.Slice(0, matrix.Stride));
        Span<Vector<float>> lower = MemoryMarshal.Cast<float, Vector<float>>(y.Slice(matrix.Stride));
        for (int column = 0; column < columns; column += Registers)
        {
            Vector<float> a0 = Vector<float>.Zero, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            int at = column;
            for (int i = 0; i < first.Length; i++, at += columns)
            {
                ReadOnlySpan<Vector<float>> four = weights.Slice(at, Registers);
                var u = new Vector<float>(first[i]);
                var v = new Vector<float>(second[i]);
                a0 += u * four[0];
                a1 += u * four[1];
                a2 += u * four[2];
                a3 += u * four[3];
                b0 += v * four[0];
                b1 += v * four[1];
                b2 += v * four[2];
                b3 += v * four[3];
            }

            (upper[column], upper[column + 1], upper[column + 2], upper[column + 3]) = (a0, a1, a2, a3);
            (lower[column], lower[column + 1], lower[column + 2], lower[column + 3]) = (b0, b1, b2, b3);
        }
    }

    private static void OneRow(ReadOnlySpan<float> x, PackedMatrix matrix, Span<float> y)
    {
        ReadOnlySpan<Vector<float>> weights = MemoryMarshal.Cast<float, Vector<float>>(matrix.Weights);
        int columns = matrix.Stride / Vector<float>.Count;
        Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(y);
        for (int column = 0; column < columns; column += Registers)
        {
            Vector<float> a0 = Vector<float>.Zero, a1 = a0, a2 = a0, a3 = a0;
            int at = column;
            for (int i = 0; i < x.Length; i++, at += columns)
            {
                ReadOnlySpan<Vector<float>> four = weights.Slice(at, Registers);
                var u = new Vector<float>(x[i]);
                a0 += u * four[0];
                a1 += u * four[1];
                a2 += u * four[2];
                a3 += u * four[3];
            }

            (target[column], target[column + 1], target[column + 2], target[column + 3]) = (a0, a1, a2, a3);
        }
    }

    /// <summary>The same sums in plain arithmetic, four side by side for each of two rows.</summary>
    internal static void TwoRowsScalar(ReadOnlySpan<float> first, ReadOnlySpan<float> second, PackedMatrix matrix, Span<float> y)
    {
        ReadOnlySpan<float> weights = matrix.Weights;
        int stride = matrix.Stride;
        second = second.Slice(0, first.Length);
        for (int column = 0; column < stride; column += Registers)
        {
            float a0 = 0, a1 = 0, a2 = 0, a3 = 0, b0 = 0, b1 = 0, b2 = 0, b3 = 0;
            int at = column;
            for (int i = 0; i < first.Length; i++, at += stride)
            {
                ReadOnlySpan<float> four = weights.Slice(at, Registers);
                (float u, float v) = (first[i], second[i]);
                a0 += u * four[0];
                a1 += u * four[1];
                a2 += u * four[2];
                a3 += u * four[3];
                b0 += v * four[0];
                b1 += v * four[1];
                b2 += v * four[2];
                b3 += v * four[3];
            }

            (y[column], y[column + 1], y[column + 2], y[column + 3]) = (a0, a1, a2, a3);
            (y[stride + column], y[stride + column + 1], y[stride + column + 2], y[stride + column + 3]) = (b0, b1, b2, b3);
        }
    }

    /// <summary>The same for one row.</summary>
    internal static void OneRowScalar(ReadOnlySpan<float> x, PackedMatrix matrix, Span<float> y)
    {
        ReadOnlySpan<float> weights = matrix.Weights;
        for (int column = 0; column < y.Length; column += Registers)
        {
            float a0 = 0, a1 = 0, a2 = 0, a3 = 0;
            int at = column;
            for (int i = 0; i < x.Length; i++, at += y.Length)
            {
                ReadOnlySpan<float> four = weights.Slice(at, Registers);
                float u = x[i];
                a0 += u * four[0];
                a1 += u * four[1];
                a2 += u * four[2];
                a3 += u * four[3];
            }

            (y[column], y[column + 1], y[column + 2], y[column + 3]) = (a0, a1, a2, a3);
        }
    }
}
