using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class SoftmaxTests
{
    private const int Rows = 12;

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Values_and_gradients_agree_with_loops_in_double_precision(SimdLevel level)
    {
        RandomStream stream = RandomData.Stream("softmax");
        foreach (int columns in RandomData.Lengths)
        {
            float[] x = Array.ConvertAll(RandomData.Uniform(Rows * columns, ref stream), value => 20 * value);
            float[] mask = RandomData.Bits(x.Length, 0.4, ref stream);
            Verify(Kernels<float>.At(level), columns, x, mask, ref stream);
            Verify(Kernels<float>.At(level), columns, x, [], ref stream);
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Elements_that_a_mask_forbids_cannot_reach_the_result(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach (float poison in (float[])[float.NaN, float.PositiveInfinity, 1e30f])
        {
            float[] x = [1, poison, 1, poison, poison, poison];
            float[] mask = [1, 0, 1, 0, 0, 0];
            float[] gradient = [1, poison, 2, poison, poison, poison];
            float[] y = new float[6];
            float[] dx = new float[6];
            kernels.Softmax(x, mask, 3, y);
            Assert.Equal([0.5f, 0, 0.5f, 0, 0, 0], y);
            kernels.SoftmaxBackward(y, gradient, 3, dx, accumulate: false);
            Assert.Equal([-0.25f, 0, 0.25f, 0, 0, 0], dx);

            kernels.LogSoftmax(x, mask, 3, y);
            Assert.Equal([-0.6931472f, -9999999, -0.6931472f, -9999999, -9999999, -9999999], y);
            kernels.LogSoftmaxBackward(y, mask, gradient, 3, dx, accumulate: false);
            RandomData.AssertClose([-0.5, 0, 0.5, 0, 0, 0], dx, 1e-6, "gradient of the log-soft-max");

            float[] sums = new float[2];
            kernels.LogSumExp(x, mask, 3, sums);
            Assert.Equal([1.6931472f, -9999999], sums);
            kernels.LogSumExpBackward(x, mask, sums, [2, 2], 3, dx, accumulate: false);
            RandomData.AssertClose([1, 0, 1, 0, 0, 0], dx, 1e-6, "gradient of the log-sum-exp");
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void An_allowed_NaN_shows_in_its_own_row_only(SimdLevel level)
    {
        float[] y = new float[4];
        Kernels<float>.At(level).Softmax([1, float.NaN, 2, 2], default, 2, y);
        Assert.Equal([float.NaN, float.NaN, 0.5f, 0.5f], y);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RowIndependence.Verify(19, 19, (x, rows, y) => kernels.Softmax(x, default, 19, y));
        RowIndependence.Verify(19, 19, (x, rows, y) => kernels.LogSoftmax(x, default, 19, y));
        RowIndependence.Verify(19, 1, (x, rows, y) => kernels.LogSumExp(x, default, 19, y));
        RowIndependence.Verify(19, 19, (x, rows, y) => kernels.SoftmaxBackward(x, x, 19, y, accumulate: false));
        RowIndependence.Verify(19, 19, (x, rows, y) => kernels.LogSoftmaxBackward(x, default, x, 19, y, accumulate: false));
    }

    private static void Verify(Kernels<float> kernels, int columns, float[] x, float[] mask, ref RandomStream stream)
    {
        float[] gradient = RandomData.Uniform(x.Length, ref stream);
        float[] sumGradient = RandomData.Uniform(Rows, ref stream);
        float[] start = RandomData.Uniform(x.Length, ref stream);
        double[] soft = new double[x.Length], log = new double[x.Length], sums = new double[Rows];
        double[] dsoft = new double[x.Length], dlog = new double[x.Length], dsums = new double[x.Length];
        for (int i = 0; i < Rows; i++)
        {
            int[] allowed = [.. Enumerable.Range(i * columns, columns).Where(j => mask.Length == 0 || mask[j] == 1)];
            double sum = allowed.Sum(j => Math.Exp(x[j]));
            sums[i] = allowed.Length == 0 ? -9999999 : Math.Log(sum);
            for (int j = i * columns; j < (i + 1) * columns; j++)
            {
                bool free = allowed.Contains(j);
                soft[j] = free ? Math.Exp(x[j]) / sum : 0;
                log[j] = free ? x[j] - sums[i] : -9999999;
            }

            double product = allowed.Sum(j => soft[j] * gradient[j]);
            double total = allowed.Sum(j => (double)gradient[j]);
            foreach (int j in allowed)
            {
                dsoft[j] = soft[j] * (gradient[j] - product);
                dlog[j] = gradient[j] - (soft[j] * total);
                dsums[j] = sumGradient[i] * soft[j];
            }
        }

        float[] actualSoft = new float[x.Length];
        kernels.Softmax(x, mask, columns, actualSoft);
        RandomData.AssertClose(soft, actualSoft, 4e-6, "soft-max");
        float[] actualLog = new float[x.Length];
        kernels.LogSoftmax(x, mask, columns, actualLog);
        RandomData.AssertClose(log, actualLog, 4e-6, "log-soft-max");
        float[] actualSums = new float[Rows];
        kernels.LogSumExp(x, mask, columns, actualSums);
        RandomData.AssertClose(sums, actualSums, 4e-6, "log-sum-exp");

        foreach (bool accumulate in (bool[])[false, true])
        {
            float[] dx = [.. start];
            kernels.SoftmaxBackward(actualSoft, gradient, columns, dx, accumulate);
            Check(dsoft, dx, accumulate, "gradient of the soft-max");
            dx = [.. start];
            kernels.LogSoftmaxBackward(actualLog, mask, gradient, columns, dx, accumulate);
            Check(dlog, dx, accumulate, "gradient of the log-soft-max");
            dx = [.. start];
            kernels.LogSumExpBackward(x, mask, actualSums, sumGradient, columns, dx, accumulate);
            Check(dsums, dx, accumulate, "gradient of the log-sum-exp");
        }

        void Check(double[] expected, float[] actual, bool accumulate, string what) =>
            RandomData.AssertClose([.. expected.Select((e, j) => e + (accumulate ? start[j] : 0))], actual, 1e-5, what);
    }
}
