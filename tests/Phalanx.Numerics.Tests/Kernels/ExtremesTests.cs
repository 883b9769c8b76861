using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class ExtremesTests
{
    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Masked_maxima_of_rows_agree_with_a_scan(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("row-max");
        foreach (int columns in RandomData.Lengths)
        {
            const int rows = 40;
            float[] x = FewValues(rows * columns, ref stream);
            float[] mask = RandomData.Bits(x.Length, 0.3, ref stream);
            foreach (float[] allowed in (float[][])[[], mask])
            {
                float[] maxima = new float[rows];
                int[] indices = new int[rows];
                kernels.RowExtremes(x, allowed, columns, 1, maxima, default);
                kernels.RowArgMax(x, allowed, columns, indices);
                for (int i = 0; i < rows; i++)
                {
                    int best = -1;
                    for (int j = 0; j < columns; j++)
                    {
                        bool free = allowed.Length == 0 || allowed[(i * columns) + j] == 1;
                        best = free && (best < 0 || x[(i * columns) + j] > x[(i * columns) + best]) ? j : best;
                    }

                    Assert.Equal(Math.Max(best, 0), indices[i]);
                    Assert.Equal(best < 0 ? -9999999f : x[(i * columns) + best], maxima[i]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Extremes_along_any_axis_are_the_first_of_equal_ones(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RandomStream stream = RandomData.Stream("axis-extremes");
        foreach (int inner in RandomData.Lengths)
        {
            foreach (int length in (int[])[1, 2, 5, 19])
            {
                var axis = new AxisSplit(3, length, inner);
                float[] x = FewValues(3 * length * inner, ref stream);
                foreach (float sign in (float[])[1, -1])
                {
                    float[] extremes = new float[3 * inner];
                    int[] indices = new int[3 * inner];
                    kernels.AxisExtremes(x, axis, sign, extremes, indices);
                    for (int i = 0; i < extremes.Length; i++)
                    {
                        int best = 0;
                        for (int k = 1; k < length; k++)
                        {
                            best = sign * x[axis.Place(i, k)] > sign * x[axis.Place(i, best)] ? k : best;
                        }

                        Assert.Equal(best, indices[i]);
                        Assert.Equal(x[axis.Place(i, best)], extremes[i]);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void An_allowed_NaN_comes_through_and_a_forbidden_one_does_not(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        float[] x = new float[33];
        x[20] = 5;
        float[] mask = [.. Enumerable.Repeat(1f, 33)];
        float[] maximum = new float[1];
        int[] index = new int[1];
        for (int place = 0; place < 33; place++)
        {
            float kept = x[place];
            x[place] = float.NaN;
            kernels.RowExtremes(x, mask, 33, 1, maximum, default);
            kernels.RowArgMax(x, mask, 33, index);
            Assert.Equal(float.NaN, maximum[0]);
            Assert.Equal(place, index[0]);

            // The same along an axis that is not the last.
            float[] pairs = [.. x.SelectMany(value => (float[])[value, 0])];
            float[] extremes = new float[2];
            int[] indices = new int[2];
            kernels.AxisExtremes(pairs, new AxisSplit(1, 33, 2), 1, extremes, indices);
            Assert.Equal(float.NaN, extremes[0]);
            Assert.Equal([place, 0], indices);

            mask[place] = 0;
            kernels.RowExtremes(x, mask, 33, 1, maximum, default);
            Assert.Equal(place == 20 ? 0 : 5, maximum[0]);
            mask[place] = 1;
            x[place] = kept;
        }
    }

    [Fact]
    public void Minus_infinity_that_is_allowed_wins_over_what_is_forbidden()
    {
        int[] index = new int[1];
        Kernels<float>.Best.RowArgMax([3, float.NegativeInfinity, 7], [0, 1, 0], 3, index);
        Assert.Equal(1, index[0]);
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_row_does_not_depend_on_the_other_rows(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        RowIndependence.Verify(19, 1, (x, rows, y) => kernels.RowExtremes(x, default, 19, 1, y, default));
    }

    /// <summary>Few values, so that many are equal.</summary>
    private static float[] FewValues(int count, ref RandomStream stream)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = stream.NextInt(-3, 3);
        }

        return values;
    }
}
