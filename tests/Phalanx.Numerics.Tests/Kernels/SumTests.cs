using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class SumTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Sums_along_any_axis_agree_with_loops_in_double_precision(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("sums");
        foreach (int length in (int[])[0, .. RandomData.Lengths, 65, 4100])
        {
            foreach (AxisSplit axis in (AxisSplit[])[new(3, length, 1), new(1, length, 17), new(2, 3, length), new(2, length, 5)])
            {
                float[] x = RandomData.Uniform(axis.Outer * axis.Length * axis.Inner, ref stream);
                float[] sums = new float[axis.Outer * axis.Inner];
                kernels.SumAxis(x, axis, sums);
                double[] expected = new double[sums.Length];
                for (int i = 0; i < expected.Length; i++)
                {
                    for (int k = 0; k < axis.Length; k++)
                    {
                        expected[i] += x[axis.Place(i, k)];
                    }
                }

                RandomData.AssertClose(expected, sums, 2e-5, $"{axis}");

                float[] repeated = [.. x];
                kernels.Repeat(sums, axis, -2, repeated, accumulate: true);
                float[] written = [.. x];
                kernels.Repeat(sums, axis, -2, written, accumulate: false);
                for (int i = 0; i < sums.Length; i++)
                {
                    for (int k = 0; k < axis.Length; k++)
                    {
                        int place = axis.Place(i, k);
                        Assert.Equal(x[place] - (2 * sums[i]), repeated[place], 1e-4f);
                        Assert.Equal(-2 * sums[i], written[place]);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void The_dot_product_agrees_with_a_loop_in_double_precision(SimdLevel level)
    {
        RandomStream stream = RandomData.Stream("dot");
        foreach (int length in (int[])[0, .. RandomData.Lengths, 5000])
        {
            float[] a = RandomData.Uniform(length, ref stream);
            float[] b = RandomData.Uniform(length, ref stream);
            double expected = a.Zip(b, (x, y) => (double)x * y).Sum();
            Assert.Equal(expected, Kernels<float>.At(level).Dot(a, b), 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_long_sum_stays_accurate(SimdLevel level)
    {
        // One register added to element after element would be wrong in the third digit.
        float[] x = [.. Enumerable.Repeat(0.1f, 1_000_000)];
        float[] sum = new float[1];
        Kernels<float>.At(level).RowSums(x, x.Length, sum);
        Assert.Equal(1, sum[0] / (1_000_000 * (double)0.1f), 3e-5);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RowIndependence.Verify(37, 1, (x, rows, y) => kernels.RowSums(x, 37, y));
    }
}
