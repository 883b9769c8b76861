using Phalanx.Cli.Watching;

namespace Phalanx.Cli.Tests.Watching;

public class QuantitiesTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9_999, "9,999")]
    [InlineData(10_000, "10k")]
    [InlineData(560_000, "560k")]
    [InlineData(123_456, "123.5k")]
    [InlineData(1_000_000, "1M")]
    [InlineData(1_250_000, "1.25M")]
    [InlineData(3_000_000_000, "3G")]
    public void About_as_many(long count, string expected) => Assert.Equal(expected, Quantities.About(count));

    [Fact]
    public void All_digits_are_in_groups() => Assert.Equal("1,600,112", Quantities.Count(1_600_112));

    [Theory]
    [InlineData(19.5123, "19.51")]
    [InlineData(0.0117, "0.0117")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Figures_have_four_digits(double value, string expected) => Assert.Equal(expected, Quantities.Figure(value));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(33.2, "34 s")]
    [InlineData(174, "2 min 54 s")]
    [InlineData(11_100, "3 h 5 min")]
    [InlineData(200_000, "2 d 7 h")]
    [InlineData(1e300, "over 1000 d")]
    public void Durations_have_their_two_largest_units(double seconds, string expected) => Assert.Equal(expected, Quantities.Duration(seconds));

    [Theory]
    [InlineData(0.72, "0.7")]
    [InlineData(2310.4, "2,310")]
    public void Rates_are_short(double rate, string expected) => Assert.Equal(expected, Quantities.Rate(rate));

    [Theory]
    [InlineData(350_400_000, "350 MB")]
    [InlineData(1_240_000_000, "1.2 GB")]
    public void Memory_is_told_in_one_unit(long bytes, string expected) => Assert.Equal(expected, Quantities.Memory(bytes));
}
