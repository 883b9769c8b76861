using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Kernels;

public class FiniteTests
{
    /// <summary>Beyond four registers of the widest level, with every remainder.</summary>
    private const int Longest = 85;

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void A_number_that_is_not_finite_is_found_at_every_place_of_every_length(SimdLevel level)
    {
        Kernels<float> kernels = Kernels<float>.At(level);
        for (int length = 0; length <= Longest; length++)
        {
            // The numbers around are the extremes of what is finite, and memory behind the end is not looked at.
            float[] values = [.. Enumerable.Range(0, length).Select(Finite), float.NaN];
            Assert.True(kernels.AllFinite(values.AsSpan(0, length)));
            for (int place = 0; place < length; place++)
            {
                foreach (float bad in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
                {
                    float before = values[place];
                    values[place] = bad;
                    Assert.False(kernels.AllFinite(values.AsSpan(0, length)), $"{bad} at {place} of {length}");
                    values[place] = before;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels.All), MemberType = typeof(Levels))]
    public void Numbers_need_not_begin_at_the_start_of_a_register(SimdLevel level)
    {
        float[] values = [.. Enumerable.Range(0, Longest).Select(Finite)];
        values[0] = float.NaN;
        for (int start = 1; start < Longest; start++)
        {
            Assert.True(Kernels<float>.At(level).AllFinite(values.AsSpan(start)));
        }
    }

    [Fact]
    public void Infinities_of_both_signs_do_not_cancel_out()
    {
        float[] values = [.. Enumerable.Repeat(float.PositiveInfinity, 40), .. Enumerable.Repeat(float.NegativeInfinity, 40)];
        Assert.All(Kernels<float>.All, kernels => Assert.False(kernels.AllFinite(values)));
    }

    [Fact]
    public void Numbers_in_double_precision_are_looked_at_too()
    {
        double[] values = [1e300, -1e-320, double.MaxValue, double.MinValue, 0];
        Assert.True(Kernels<double>.Best.AllFinite(values));
        foreach (double bad in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            values[^1] = bad;
            Assert.False(Kernels<double>.Best.AllFinite(values));
        }
    }

    private static float Finite(int index) => (index % 5) switch
    {
        0 => float.MaxValue,
        1 => float.MinValue,
        2 => float.Epsilon,
        3 => -0f,
        _ => 1.5f,
    };
}
