using System.Numerics;

namespace Phalanx.Acting.Tests.Interpreter;

/// <summary>The functions that gates, attention and actions are made of, against those of the platform in double precision.</summary>
public class FunctionsTests
{
    [Fact]
    public void The_exponential_is_within_two_units_in_the_last_place_and_ends_in_zero_and_infinity()
    {
        for (double x = -87; x < 88; x += 0.0037)
        {
            AssertNear(Math.Exp((float)x), SingleFunctions.Exp((float)x), 2.5e-7);
        }

        Assert.Equal(0, SingleFunctions.Exp(-88));
        Assert.Equal(0, SingleFunctions.Exp(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, SingleFunctions.Exp(89));
        Assert.Equal(1, SingleFunctions.Exp(0));
        Assert.True(float.IsNaN(SingleFunctions.Exp(float.NaN)));
    }

    [Fact]
    public void The_logistic_function_and_the_tangent_are_within_a_few_units_in_the_last_place()
    {
        for (double x = -30; x < 30; x += 0.0041)
        {
            AssertNear(1 / (1 + Math.Exp(-(float)x)), SingleFunctions.Sigmoid((float)x), 4e-7);
            AssertNear(Math.Tanh((float)x), SingleFunctions.Tanh((float)x), 4e-7);
        }

        Assert.Equal((1f, -1f, 0f), (SingleFunctions.Tanh(float.PositiveInfinity), SingleFunctions.Tanh(float.NegativeInfinity), SingleFunctions.Tanh(0)));
        Assert.True(float.IsNaN(SingleFunctions.Tanh(float.NaN)));
    }

    [Fact]
    public void The_tangent_in_double_precision_is_within_a_few_units_in_the_last_place()
    {
        for (double x = -25; x < 25; x += 0.00177)
        {
            AssertNear(Math.Tanh(x), DoubleTanh.Of(x), 1e-15);
        }

        Assert.Equal((1.0, -1.0, 0.0), (DoubleTanh.Of(double.PositiveInfinity), DoubleTanh.Of(double.NegativeInfinity), DoubleTanh.Of(0)));
        Assert.True(double.IsNaN(DoubleTanh.Of(double.NaN)));
    }

    /// <summary>Bit for bit, at ordinary arguments, at the ends, and at what is no number.</summary>
    [Fact]
    public void The_functions_in_registers_have_the_bits_of_the_single_ones()
    {
        float[] ends = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, 88.37626f, 88.37627f, -87.33654f, -87.33655f, 0.625f, 0.6249999f];
        var random = new Random(2);
        float[] all = [.. ends, .. Enumerable.Range(0, 20_000).Select(i => (random.NextSingle() - 0.5f) * (i % 3 == 0 ? 400 : i % 3 == 1 ? 20 : 1))];
        for (int i = 0; i + Vector<float>.Count <= all.Length; i++)
        {
            var x = new Vector<float>(all, i);
            AssertBits(SingleFunctions.Exp(all[i]), VectorFunctions.Exp(x)[0]);
            AssertBits(SingleFunctions.Sigmoid(all[i]), VectorFunctions.Sigmoid(x)[0]);
            AssertBits(SingleFunctions.Tanh(all[i]), VectorFunctions.Tanh(x)[0]);
        }

        static void AssertBits(float expected, float actual) =>
            Assert.True(expected.Equals(actual) && (float.IsNaN(expected) || BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual)), $"{actual} is not {expected}");
    }

    private static void AssertNear(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"{actual} is not {expected}");
}
