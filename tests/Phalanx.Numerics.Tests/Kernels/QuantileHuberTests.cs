using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class QuantileHuberTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Losses_and_slopes_agree_with_loops_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("quantile-huber");
        for (int trial = 0; trial < 60; trial++)
        {
            int rows = stream.NextInt(4);
            int n = RandomData.Length(ref stream);
            int m = RandomData.Length(ref stream);
            float[] z = [.. RandomData.Uniform(rows * n, ref stream).Select(v => 2 * v)];
            float[] levels = [.. RandomData.Uniform(rows * n, ref stream).Select(MathF.Abs)];
            float[] y = [.. RandomData.Uniform(rows * m, ref stream).Select(v => 2 * v)];
            float[] losses = new float[rows];
            float[] slopes = new float[rows * n];
            kernels.QuantileHuber(z, levels, y, losses, slopes);

            double[] expectedLosses = new double[rows];
            double[] expectedSlopes = new double[rows * n];
            for (int k = 0; k < z.Length; k++)
            {
                for (int j = 0; j < m; j++)
                {
                    double u = (double)y[(k / n * m) + j] - z[k];
                    double weight = Math.Abs(levels[k] - (u <= 0 ? 1 : 0)) / m;
                    expectedLosses[k / n] += weight * (Math.Abs(u) <= 1 ? u * u / 2 : Math.Abs(u) - 0.5);
                    expectedSlopes[k] -= weight * Math.Clamp(u, -1, 1);
                }
            }

            RandomData.AssertClose(expectedLosses, losses, 5e-6, $"losses of {n} samples, {m} targets");
            RandomData.AssertClose(expectedSlopes, slopes, 5e-6, $"slopes of {n} samples, {m} targets");

            float[] withoutSlopes = new float[rows];
            kernels.QuantileHuber(z, levels, y, withoutSlopes, []);
            Assert.Equal(losses, withoutSlopes);
            for (int row = 0; row < rows; row++)
            {
                float[] one = new float[1];
                kernels.QuantileHuber(z.AsSpan(row * n, n), levels.AsSpan(row * n, n), y.AsSpan(row * m, m), one, []);
                Assert.Equal(losses[row], one[0]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Rows_are_scaled_each_by_its_own_number(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("scale-rows");
        foreach (int columns in RandomData.Lengths)
        {
            const int rows = 3;
            float[] matrix = RandomData.Uniform(rows * columns, ref stream);
            float[] factors = RandomData.Uniform(rows, ref stream);
            float[] start = RandomData.Uniform(rows * columns, ref stream);
            float[] plain = [.. start];
            kernels.ScaleRows(matrix, factors, plain);
            float[] added = [.. start];
            kernels.ScaleRows(matrix, factors, added, accumulate: true);
            RandomData.AssertClose([.. matrix.Select((v, i) => (double)v * factors[i / columns])], plain, 1e-6, $"{columns} columns");
            RandomData.AssertClose(
                [.. matrix.Select((v, i) => ((double)v * factors[i / columns]) + start[i])], added, 1e-6, $"{columns} columns, added");
        }
    }
}
