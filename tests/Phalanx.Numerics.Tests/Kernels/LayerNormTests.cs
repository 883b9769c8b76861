using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class LayerNormTests
{
    private const float Epsilon = 1e-5f;

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void All_three_kernels_agree_with_loops_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("layer-norm");
        foreach (int columns in RandomData.Lengths)
        {
            int rows = stream.NextInt(5);
            float[] x = RandomData.Uniform(rows * columns, ref stream);
            float[] gain = RandomData.Uniform(columns, ref stream);
            float[] bias = RandomData.Uniform(columns, ref stream);
            float[] gradient = RandomData.Uniform(rows * columns, ref stream);
            float[] start = RandomData.Uniform(rows * columns, ref stream);
            float[] gainStart = RandomData.Uniform(columns, ref stream);
            float[] y = new float[x.Length];
            float[] statistics = new float[2 * rows];
            kernels.LayerNorm(x, gain, bias, Epsilon, y, statistics);
            float[] dx = [.. start];
            kernels.LayerNormBackward(x, gain, statistics, gradient, dx, accumulate: false);
            float[] added = [.. start];
            kernels.LayerNormBackward(x, gain, statistics, gradient, added, accumulate: true);
            float[] dgain = [.. gainStart];
            kernels.AddLayerNormGainGradient(x, statistics, gradient, dgain);

            double[] expectedY = new double[x.Length];
            double[] expectedDx = new double[x.Length];
            double[] expectedDgain = [.. gainStart];
            for (int i = 0; i < rows; i++)
            {
                double[] row = [.. x.AsSpan(i * columns, columns).ToArray()];
                double mean = row.Average();
                double inverse = 1 / Math.Sqrt(row.Average(v => (v - mean) * (v - mean)) + Epsilon);
                double[] normal = [.. row.Select(v => (v - mean) * inverse)];
                double[] d = [.. gain.Select((g, j) => (double)g * gradient[(i * columns) + j])];
                double product = d.Zip(normal, (a, b) => a * b).Average();
                for (int j = 0; j < columns; j++)
                {
                    expectedY[(i * columns) + j] = (normal[j] * gain[j]) + bias[j];
                    expectedDx[(i * columns) + j] = (d[j] - d.Average() - (normal[j] * product)) * inverse;
                    expectedDgain[j] += gradient[(i * columns) + j] * normal[j];
                }
            }

            RandomData.AssertClose(expectedY, y, 1e-5, $"value of {columns}");
            RandomData.AssertClose(expectedDx, dx, 2e-4, $"gradient of {columns}");
            RandomData.AssertClose([.. expectedDx.Zip(start, (a, b) => a + b)], added, 2e-4, $"added gradient of {columns}");
            RandomData.AssertClose(expectedDgain, dgain, 2e-5, $"gradient of the gain of {columns}");
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("layer-norm-rows");
        const int rows = 5;
        foreach (int columns in RandomData.Lengths)
        {
            float[] x = RandomData.Uniform(rows * columns, ref stream);
            float[] gain = RandomData.Uniform(columns, ref stream);
            float[] y = new float[x.Length];
            float[] dx = new float[x.Length];
            float[] statistics = new float[2 * rows];
            kernels.LayerNorm(x, gain, gain, Epsilon, y, statistics);
            kernels.LayerNormBackward(x, gain, statistics, x, dx, accumulate: false);
            for (int i = 0; i < rows; i++)
            {
                float[] row = x[(i * columns)..((i + 1) * columns)];
                float[] oneY = new float[columns];
                float[] oneDx = new float[columns];
                float[] oneStatistics = new float[2];
                kernels.LayerNorm(row, gain, gain, Epsilon, oneY, oneStatistics);
                kernels.LayerNormBackward(row, gain, oneStatistics, row, oneDx, accumulate: false);
                Assert.Equal(y.AsSpan(i * columns, columns).ToArray(), oneY);
                Assert.Equal(dx.AsSpan(i * columns, columns).ToArray(), oneDx);
            }
        }
    }
}
