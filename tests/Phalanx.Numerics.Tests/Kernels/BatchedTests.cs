using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class BatchedTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Every_transposition_agrees_with_sums_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("batched");
        for (int trial = 0; trial < 200; trial++)
        {
            int count = stream.NextInt(4);
            int rows = stream.NextInt(2) == 0 ? 1 : RandomData.Length(ref stream);
            int inner = stream.NextInt(8) == 0 ? 0 : RandomData.Length(ref stream);
            int columns = stream.NextInt(3) == 0 ? 1 : RandomData.Length(ref stream);
            float[] a = RandomData.Uniform(count * rows * inner, ref stream);
            float[] b = RandomData.Uniform(count * inner * columns, ref stream);
            float[] start = RandomData.Uniform(count * rows * columns, ref stream);
            foreach (bool transposeA in (bool[])[false, true])
            {
                foreach (bool transposeB in (bool[])[false, true])
                {
                    BatchSpan<float> left = transposeA ? new BatchSpan<float>(a, count, inner, rows).Transposed : new(a, count, rows, inner);
                    BatchSpan<float> right =
                        transposeB ? new BatchSpan<float>(b, count, columns, inner).Transposed : new(b, count, inner, columns);
                    double[] product = Product(left, right);
                    string what = $"{count} times {rows}x{inner}x{columns}, transposed {transposeA}, {transposeB}";

                    float[] plain = [.. start];
                    kernels.MultiplyBatched(left, right, plain);
                    RandomData.AssertClose(product, plain, 4e-6, what);

                    float[] added = [.. start];
                    kernels.MultiplyBatched(left, right, added, accumulate: true);
                    RandomData.AssertClose([.. product.Zip(start, (p, s) => p + s)], added, 4e-6, what);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_matrix_does_not_depend_on_the_other_matrices(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("batched-rows");
        foreach ((int rows, int inner, int columns) in ((int, int, int)[])[(1, 8, 32), (1, 32, 1), (3, 17, 5), (32, 1, 1)])
        {
            const int most = 9;
            float[] a = RandomData.Uniform(most * rows * inner, ref stream);
            float[] b = RandomData.Uniform(most * inner * columns, ref stream);
            float[] whole = new float[most * rows * columns];
            kernels.MultiplyBatched(new(a, most, rows, inner), new(b, most, inner, columns), whole);
            for (int i = 0; i < most; i++)
            {
                float[] one = new float[rows * columns];
                kernels.MultiplyBatched(
                    new(a.AsSpan(i * rows * inner, rows * inner), 1, rows, inner),
                    new(b.AsSpan(i * inner * columns, inner * columns), 1, inner, columns),
                    one);
                Assert.Equal(whole.AsSpan(i * one.Length, one.Length).ToArray(), one);
            }
        }
    }

    [Fact]
    public void Operands_that_do_not_fit_are_refused()
    {
        float[] data = new float[12];
        Assert.Throws<ArgumentException>(() => new BatchSpan<float>(data, 2, 3, 3).Rows);
        Assert.Throws<ArgumentException>(() =>
            Kernels<float>.Best.MultiplyBatched(new(data, 2, 2, 3), new(data, 2, 2, 3), new float[8]));
        Assert.Throws<ArgumentException>(() =>
            Kernels<float>.Best.MultiplyBatched(new(data, 2, 2, 3), new(data, 2, 3, 2), new float[7]));
    }

    private static double[] Product(BatchSpan<float> left, BatchSpan<float> right)
    {
        double[] product = new double[left.Count * left.Rows * right.Columns];
        for (int p = 0; p < product.Length; p++)
        {
            int matrix = p / (left.Rows * right.Columns);
            int i = p / right.Columns % left.Rows;
            int j = p % right.Columns;
            ReadOnlySpan<float> a = left.Data[(matrix * left.Rows * left.Columns)..];
            ReadOnlySpan<float> b = right.Data[(matrix * right.Rows * right.Columns)..];
            for (int k = 0; k < left.Columns; k++)
            {
                product[p] += (double)a[(i * left.RowStride) + (k * left.ColumnStride)] * b[(k * right.RowStride) + (j * right.ColumnStride)];
            }
        }

        return product;
    }
}
