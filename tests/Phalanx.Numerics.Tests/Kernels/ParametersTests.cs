using Phalanx.Foundation;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class ParametersTests
{
    private static readonly int[] Lengths = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000];

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Blocks_are_added_scaled_and_mixed_element_by_element(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        foreach (int length in Lengths)
        {
            float[] source = Random(length, 1);
            float[] start = Random(length, 2);

            float[] added = [.. start];
            kernels.Accumulate(source, added);
            float[] scaled = [.. start];
            kernels.ScaleBlock(0.3f, scaled);
            float[] moved = [.. start];
            kernels.MoveTowards(source, 0.01f, moved);

            for (int i = 0; i < length; i++)
            {
                Assert.Equal(start[i] + source[i], added[i]);
                Assert.Equal(start[i] * 0.3f, scaled[i]);
                Assert.Equal(((1 - 0.01f) * start[i]) + (0.01f * source[i]), moved[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_sum_of_squares_is_accurate_and_has_the_same_bits_at_every_level(SimdLevel level)
    {
        foreach (int length in Lengths)
        {
            float[] values = Random(length, 3);
            double expected = 0;
            foreach (float value in values)
            {
                expected += (double)value * value;
            }

            double actual = Kernels<float>.At(level).SumOfSquares(values);
            Assert.Equal(expected, actual, 1e-12 * (1 + expected));
            Assert.Equal(Kernels<float>.At(SimdLevel.Scalar).SumOfSquares(values), actual);
            Assert.Equal(Kernels<double>.Best.SumOfSquares(Array.ConvertAll(values, x => (double)x)), actual);
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_sum_of_squares_does_not_overflow_where_single_precision_would(SimdLevel level)
    {
        float[] values = [.. Enumerable.Repeat(1e30f, 40)];
        Assert.Equal(40e60, Kernels<float>.At(level).SumOfSquares(values), 1e55);
    }

    [Fact]
    public void Operands_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Kernels<float>.Best.Accumulate(new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => Kernels<float>.Best.MoveTowards(new float[5], 0.5f, new float[4]));
    }

    private static float[] Random(int count, ulong index)
    {
        var stream = new RandomStream(1, StreamPurpose.Named("parameter-kernels"), index);
        float[] values = new float[count];
        stream.FillUniform(values, -1, 1);
        return values;
    }
}
