namespace Phalanx.Foundation.Tests;

public sealed class ElementarySpecialValuesTests
{
    private const double Infinity = double.PositiveInfinity;
    private const double Smallest = double.Epsilon;

    private static readonly double[] Ends =
    [
        0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, Smallest, -Smallest, double.MaxValue, double.MinValue, Infinity, -Infinity, double.NaN,
        9007199254740991, -9007199254740991, 9007199254740992, -9007199254740993, 1e300, -1e300, 1 - 1e-16, 1 + 3e-16, 2.2250738585072014e-308,
    ];

    [Fact]
    public void Every_special_argument_gives_what_the_platform_gives()
    {
        foreach (double x in Ends)
        {
            AssertSame(Math.Exp(x), Elementary.Exp(x), $"exp {x:R}");
            AssertSame(Math.Log(x), Elementary.Log(x), $"log {x:R}");
            AssertSame(Math.Sin(x), Elementary.Sin(x), $"sin {x:R}");
            AssertSame(Math.Cos(x), Elementary.Cos(x), $"cos {x:R}");
            AssertSame(Math.Tanh(x), Elementary.Tanh(x), $"tanh {x:R}");
        }
    }

    [Fact]
    public void Every_pair_of_special_arguments_has_the_power_that_the_platform_gives()
    {
        foreach (double x in Ends)
        {
            foreach (double y in Ends)
            {
                AssertSame(Math.Pow(x, y), Elementary.Pow(x, y), $"{x:R} ^ {y:R}");
            }
        }
    }

    [Fact]
    public void Overflow_and_underflow_come_where_they_are_due()
    {
        Assert.Equal(1.7976931348622732e+308, Elementary.Exp(709.782712893384), 1e294);
        Assert.Equal(Infinity, Elementary.Exp(709.7827128933841));
        Assert.Equal(Smallest, Elementary.Exp(-745.1332191019411));
        Assert.Equal(0, Elementary.Exp(-745.1332191019412));
        Assert.Equal(Infinity, Elementary.Pow(2, 1024));
        Assert.Equal(Smallest, Elementary.Pow(2, -1074));
        Assert.Equal(0, Elementary.Pow(2, -1075));
        Assert.Equal(Infinity, Elementary.Exp(88.8f));
        Assert.Equal(0, Elementary.Exp(-104f));
    }

    [Fact]
    public void Powers_of_two_and_their_logarithms_are_right()
    {
        for (int power = -1074; power <= 1023; power++)
        {
            Assert.Equal(Math.ScaleB(1, power), Elementary.Pow(2, power));
            Assert.Equal(Math.ScaleB(1, power), Elementary.Pow(0.5, -power));
            AssertSame((double)(power * 0.693147180559945309417232121458m), Elementary.Log(Math.ScaleB(1, power)), $"log 2^{power}");
        }
    }

    private static void AssertSame(double expected, double actual, string what)
    {
        bool same = double.IsNaN(expected) || double.IsInfinity(expected) || expected == 0
            ? expected.Equals(actual) && double.IsNegative(expected) == (double.IsNegative(actual) || double.IsNaN(expected))
            : Math.Abs(actual - expected) <= 2 * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
        Assert.True(same || (double.IsNaN(expected) && double.IsNaN(actual)), $"{what}: {actual:R} instead of {expected:R}");
    }
}
