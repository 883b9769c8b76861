using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

/// <summary>Against the platform's functions, whose own error is below one unit in the last place.</summary>
public sealed class ElementaryAccuracyTests
{
    private const int Steps = 40_000;

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-708, 710)]
    [InlineData(-746, -707)]
    [InlineData(-1e-8, 1e-8)]
    public void Exp_agrees_on_grids(double low, double high) => AssertOnGrid(Elementary.Exp, Math.Exp, low, high);

    [Theory]
    [InlineData(0.25, 4)]
    [InlineData(1 - 1e-6, 1 + 1e-6)]
    [InlineData(1, 1e9)]
    [InlineData(1e-310, 1e-300)]
    public void Log_agrees_on_grids(double low, double high) => AssertOnGrid(Elementary.Log, Math.Log, low, high);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-7, 7)]
    [InlineData(-1e6, 1e6)]
    [InlineData(-1e9, 1e9)]
    [InlineData(-1e-7, 1e-7)]
    public void Sine_and_cosine_agree_on_grids(double low, double high)
    {
        AssertOnGrid(Elementary.Sin, Math.Sin, low, high);
        AssertOnGrid(Elementary.Cos, Math.Cos, low, high);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-25, 25)]
    [InlineData(-1e-7, 1e-7)]
    public void Tanh_agrees_on_grids(double low, double high) => AssertOnGrid(Elementary.Tanh, Math.Tanh, low, high, most: 3);

    [Theory]
    [InlineData(0.3)]
    [InlineData(-2.5)]
    [InlineData(17)]
    [InlineData(250.3)]
    [InlineData(-1e-3)]
    public void Pow_agrees_on_grids(double exponent)
    {
        AssertOnGrid(x => Elementary.Pow(x, exponent), x => Math.Pow(x, exponent), 1e-3, 30);
        AssertOnGrid(y => Elementary.Pow(0.999, y), y => Math.Pow(0.999, y), 0, 1e6);
    }

    [Fact]
    public void Next_to_multiples_of_a_quarter_turn_sine_and_cosine_keep_their_relative_error()
    {
        for (int n = 1; n < 3_000_000; n += 41)
        {
            double x = n * (Math.PI / 2);
            AssertClose(Math.Sin(x), Elementary.Sin(x), 2, $"sin {x:R}");
            AssertClose(Math.Cos(x), Elementary.Cos(x), 2, $"cos {x:R}");
        }

        // Of all doubles the one that is closest to a multiple of half pi (W. Kahan); its cosine was computed with 1400 bits.
        double closest = 6381956970095103 * Math.Pow(2, 797);
        AssertClose(-4.687165924254628e-19, Elementary.Cos(closest), 1, "closest");
    }

    [Fact]
    public void Any_pattern_of_bits_agrees() =>
        Prop.ForAll<ulong, ulong>((a, b) =>
        {
            // All the bits of a, and all its bits with an exponent near that of one.
            double any = BitConverter.UInt64BitsToDouble(a ^ (b << 32));
            double near = Math.ScaleB(1 + ((a ^ (b << 32)) / 18446744073709551616.0), (int)(b % 9) - 4);
            foreach (double x in (double[])[any, near, -near])
            {
                AssertClose(Math.Exp(x), Elementary.Exp(x), 2, $"exp {x:R}");
                AssertClose(Math.Log(x), Elementary.Log(x), 2, $"log {x:R}");
                AssertClose(Math.Sin(x), Elementary.Sin(x), 2, $"sin {x:R}");
                AssertClose(Math.Cos(x), Elementary.Cos(x), 2, $"cos {x:R}");
                AssertClose(Math.Tanh(x), Elementary.Tanh(x), 3, $"tanh {x:R}");
                AssertClose(Math.Pow(x, near), Elementary.Pow(x, near), 2, $"{x:R} ^ {near:R}");
                AssertClose(Math.Pow(near, x), Elementary.Pow(near, x), 2, $"{near:R} ^ {x:R}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(int.MaxValue));

    [Fact]
    public void Single_precision_is_the_double_result_rounded()
    {
        RandomStream stream = Streams.Of(21);
        for (int i = 0; i < Steps; i++)
        {
            float x = (float)stream.NextUniform(-90, 90);
            float y = (float)stream.NextUniform(-3, 3);
            Assert.Equal((float)Elementary.Exp((double)x), Elementary.Exp(x));
            Assert.Equal((float)Elementary.Log((double)x), Elementary.Log(x));
            Assert.Equal((float)Elementary.Sin((double)x), Elementary.Sin(x));
            Assert.Equal((float)Elementary.Cos((double)x), Elementary.Cos(x));
            Assert.Equal((float)Elementary.Tanh((double)x), Elementary.Tanh(x));
            Assert.Equal((float)Elementary.Pow((double)x, y), Elementary.Pow(x, y));
        }
    }

    private static void AssertOnGrid(Func<double, double> function, Func<double, double> platform, double low, double high, int most = 2)
    {
        for (int i = 0; i <= Steps; i++)
        {
            double x = low + ((high - low) * i / Steps);
            AssertClose(platform(x), function(x), most, $"at {x:R}");
        }
    }

    /// <summary>Both are within one ulp of what is exact, so at most two patterns of bits lie between them; the platform's tanh within two.</summary>
    private static void AssertClose(double expected, double actual, int most, string what)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected) || expected == 0)
        {
            Assert.Equal(expected, actual);
            return;
        }

        long distance = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(actual));
        Assert.True(distance <= most, $"{what}: {actual:R} instead of {expected:R}, {distance} ulp");
    }
}
