using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class GemmTests
{
    private static readonly int[] Rows = [0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 13, 97];
    private static readonly int[] Inners = [0, 1, 3, 8, 31, 33, 255, 257, 513];
    private static readonly int[] Columns = [1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Every_transposition_agrees_with_sums_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        var stream = new RandomStream(7, StreamPurpose.Named("gemm"), 0);
        for (int trial = 0; trial < 60; trial++)
        {
            int rows = Rows[stream.NextInt(Rows.Length)];
            int inner = Inners[stream.NextInt(Inners.Length)];
            int columns = Columns[stream.NextInt(Columns.Length)];
            float[] a = Random(rows * inner, ref stream);
            float[] b = Random(inner * columns, ref stream);
            float[] bias = Random(columns, ref stream);
            float[] start = Random(rows * columns, ref stream);

            foreach (bool transposeA in (bool[])[false, true])
            {
                foreach (bool transposeB in (bool[])[false, true])
                {
                    MatrixSpan<float> left = transposeA ? new MatrixSpan<float>(a, inner, rows).Transposed : new(a, rows, inner);
                    MatrixSpan<float> right = transposeB ? new MatrixSpan<float>(b, columns, inner).Transposed : new(b, inner, columns);

                    float[] plain = [.. start];
                    kernels.Multiply(left, right, plain, columns, bias: bias, activation: Activation.Relu);
                    AssertProduct(left, right, plain, (sum, i, j) => Math.Max(0, sum + bias[j]));

                    float[] added = [.. start];
                    PackedMatrix<float> packed = kernels.CreatePacked(inner, columns);
                    kernels.Pack(right, packed);
                    kernels.Multiply(left, packed, added, columns, accumulate: true);
                    AssertProduct(left, right, added, (sum, i, j) => sum + start[(i * columns) + j]);

                    float[] fromPacked = new float[rows * columns];
                    kernels.Multiply(left, packed, fromPacked, columns, bias: bias, activation: Activation.Relu);
                    Assert.Equal(plain, fromPacked);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        var stream = new RandomStream(8, StreamPurpose.Named("gemm"), 0);
        foreach ((int inner, int columns) in ((int, int)[])[(64, 192), (300, 17), (31, 33)])
        {
            const int most = 40;
            float[] a = Random(most * inner, ref stream);
            float[] b = Random(inner * columns, ref stream);
            float[] whole = new float[most * columns];
            kernels.Multiply(new MatrixSpan<float>(a, most, inner), new MatrixSpan<float>(b, inner, columns), whole, columns);
            for (int rows = 1; rows < most; rows++)
            {
                int first = stream.NextInt(most - rows + 1);
                float[] part = new float[rows * columns];
                kernels.Multiply(
                    new MatrixSpan<float>(a.AsSpan(first * inner), rows, inner), new MatrixSpan<float>(b, inner, columns), part, columns);
                Assert.True(part.AsSpan().SequenceEqual(whole.AsSpan(first * columns, rows * columns)), $"{rows} rows from {first}");
            }
        }
    }

    [Fact]
    public void A_target_that_is_too_short_is_refused()
    {
        float[] a = new float[6];
        Assert.Throws<ArgumentException>(() =>
            Kernels<float>.Best.Multiply(new MatrixSpan<float>(a, 2, 3), new MatrixSpan<float>(a, 3, 2), new float[3], 2));
        Assert.Throws<ArgumentException>(() => new MatrixSpan<float>(a, 2, 4).Rows);
    }

    private static void AssertProduct(
        MatrixSpan<float> left, MatrixSpan<float> right, float[] actual, Func<double, int, int, double> finish)
    {
        for (int i = 0; i < left.Rows; i++)
        {
            for (int j = 0; j < right.Columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < left.Columns; k++)
                {
                    sum += (double)left.Data[(i * left.RowStride) + (k * left.ColumnStride)]
                        * right.Data[(k * right.RowStride) + (j * right.ColumnStride)];
                }

                double expected = finish(sum, i, j);
                Assert.True(
                    Math.Abs(expected - actual[(i * right.Columns) + j]) <= 2e-6 * Math.Sqrt(left.Columns + 1),
                    $"{left.Rows}x{left.Columns}x{right.Columns} at ({i}, {j}): {actual[(i * right.Columns) + j]} instead of {expected}");
            }
        }
    }

    private static float[] Random(int count, ref RandomStream stream)
    {
        float[] values = new float[count];
        stream.FillUniform(values, -1, 1);
        return values;
    }
}
