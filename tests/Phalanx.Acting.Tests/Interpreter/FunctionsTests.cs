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

    private static void AssertNear(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Abs(expected), $"{actual} is not {expected}");
}
