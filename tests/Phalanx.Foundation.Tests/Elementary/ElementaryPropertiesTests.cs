using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class ElementaryPropertiesTests
{
    [Fact]
    public void Sine_and_tanh_are_odd_and_cosine_is_even_in_every_bit() =>
        Prop.ForAll<double>(x =>
            Elementary.Sin(-x).Equals(-Elementary.Sin(x))
            && Elementary.Tanh(-x).Equals(-Elementary.Tanh(x))
            && Elementary.Cos(-x).Equals(Elementary.Cos(x))).QuickCheckThrowOnFailure();

    [Fact]
    public void Exp_log_and_tanh_rise_over_a_fine_grid()
    {
        double exp = 0, log = double.NegativeInfinity, tanh = -1;
        for (int i = -200_000; i <= 200_000; i++)
        {
            double x = i / 10_000.0;
            Rises(ref exp, Elementary.Exp(x), x);
            Rises(ref log, Elementary.Log(x + 20.00001), x);
            Rises(ref tanh, Elementary.Tanh(x), x);
        }
    }

    [Fact]
    public void Results_stay_within_the_range_of_the_function()
    {
        RandomStream stream = Streams.Of(22);
        for (int i = 0; i < 100_000; i++)
        {
            double x = stream.NextUniform(-1e4, 1e4);
            Assert.InRange(Elementary.Sin(x), -1, 1);
            Assert.InRange(Elementary.Cos(x), -1, 1);
            Assert.InRange(Elementary.Tanh(x), -1, 1);
        }
    }

    [Fact]
    public void The_first_power_is_the_base_and_the_second_its_square_to_rounding() =>
        Prop.ForAll<double>(x =>
            (Elementary.Pow(x, 1).Equals(x) || double.IsNaN(x))
            && (double.IsNaN(x) || double.IsInfinity(x * x) || Math.Abs((x * x) - Elementary.Pow(x, 2)) <= 3e-16 * x * x)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_power_that_is_a_double_is_exact()
    {
        for (int x = 2; x <= 1000; x++)
        {
            double power = x;
            for (int y = 2; power * x < 1L << 53; y++)
            {
                power *= x;
                Assert.Equal(power, Elementary.Pow(x, y));
                Assert.Equal(y % 2 == 0 ? power : -power, Elementary.Pow(-x, y));
            }
        }
    }

    private static void Rises(ref double before, double now, double x)
    {
        Assert.True(now >= before, $"{now:R} at {x:R} after {before:R}");
        before = now;
    }
}
