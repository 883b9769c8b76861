using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamUniformTests
{
    [Fact]
    public void The_recorded_reals_come_out()
    {
        RandomStream doubles = Streams.Recorded();
        RandomStream singles = Streams.Recorded();
        RandomStream uniforms = Streams.Recorded();

        Assert.Equal(0.26500966104298496, doubles.NextDouble());
        Assert.Equal(0.7441694380371441, doubles.NextDouble());
        Assert.Equal(0.3036656379699707f, singles.NextSingle());
        Assert.Equal(0.26500964164733887f, singles.NextSingle());
        Assert.Equal(-0.6749516947850753, uniforms.NextUniform(-2.0, 3.0));
        Assert.Equal(1.7208471901857205, uniforms.NextUniform(-2.0, 3.0));
    }

    [Fact]
    public void The_recorded_integers_come_out()
    {
        RandomStream stream = Streams.Recorded();
        RandomStream ranged = Streams.Recorded();

        foreach (int expected in new[] { 2, 1, 0, 5, 5, 2, 2, 0, 6, 2, 4, 5 })
        {
            Assert.Equal(expected, stream.NextInt(7));
        }

        foreach (int expected in new[] { -4, -5, -9, 4, 4, -5, -2, -9, 9, -3, 3, 6 })
        {
            Assert.Equal(expected, ranged.NextInt(-10, 10));
        }
    }

    [Fact]
    public void Integers_stay_in_their_range() =>
        Prop.ForAll<ulong, int, int>((seed, a, b) =>
        {
            (int min, int exclusiveMax) = a < b ? (a, b) : (b, a == b ? a + 1 : a);
            RandomStream stream = Streams.Of(seed);
            int value = stream.NextInt(min, exclusiveMax);
            return value >= min && value < exclusiveMax;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_widest_range_of_integers_has_both_signs()
    {
        RandomStream stream = Streams.Of(1);
        int[] values = [.. Enumerable.Range(0, 1000).Select(_ => stream.NextInt(int.MinValue, int.MaxValue))];

        Assert.InRange(values.Count(value => value < 0), 400, 600);
        Assert.True(values.Max() > int.MaxValue / 2 && values.Min() < int.MinValue / 2);
    }

    [Fact]
    public void Uniforms_stay_within_their_bounds() =>
        Prop.ForAll<ulong, NormalFloat, NormalFloat>((seed, a, b) =>
        {
            (double low, double high) = (Math.Min(a.Get, b.Get) / 2, Math.Max(a.Get, b.Get) / 2);
            RandomStream stream = Streams.Of(seed);
            double value = stream.NextUniform(low, high);
            return low == high ? value == low : value >= low && value < high;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounding_never_reaches_the_excluded_bound()
    {
        RandomStream stream = Streams.Of(1);
        double high = Math.BitIncrement(1.0);
        float[] singles = new float[100];
        stream.FillUniform(singles, 1.0f, MathF.BitIncrement(1.0f));

        // Between neighbours every other sum rounds up; only the lower one may come out.
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(1.0, stream.NextUniform(1.0, high)));
        Assert.All(singles, value => Assert.Equal(1.0f, value));
    }

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(double.NaN, 1.0)]
    [InlineData(-double.MaxValue, double.MaxValue)]
    public void Bounds_that_are_no_interval_are_refused(double low, double high) =>
        Assert.Throws<ArgumentException>(() => Streams.Of(1).NextUniform(low, high));

    [Fact]
    public void Empty_ranges_of_integers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).NextInt(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).NextInt(3, 3));
    }
}
