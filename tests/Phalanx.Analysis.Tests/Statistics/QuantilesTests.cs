using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.1 of the specification of experiments.</summary>
public class QuantilesTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 4, 8 }, 1.75, 3, 5)]
    [InlineData(new[] { 35.4, 35.9, 36.5 }, 35.65, 35.9, 36.2)]
    [InlineData(new[] { 35.9, 0, 36.5 }, 17.95, 35.9, 36.2)]
    [InlineData(new double[] { 7 }, 7, 7, 7)]
    public void Worked_examples_of_section_4_1(double[] values, double lower, double median, double upper)
    {
        Quartiles quartiles = Quantiles.Quartiles(values);
        Assert.Equal(lower, quartiles.Lower, 1e-12);
        Assert.Equal(median, quartiles.Median, 1e-12);
        Assert.Equal(upper, quartiles.Upper, 1e-12);
        Assert.Equal(median, Quantiles.Median(values), 1e-12);
    }

    [Fact]
    public void The_values_stay_in_their_order()
    {
        double[] values = [3, 1, 2];
        Assert.Equal(2, Quantiles.Median(values));
        Assert.Equal([3, 1, 2], values);
    }

    [Fact]
    public void The_ends_are_the_least_and_the_greatest()
    {
        Assert.Equal(1, Quantiles.Of([4, 1, 9], 0));
        Assert.Equal(9, Quantiles.Of([4, 1, 9], 1));
    }

    [Fact]
    public void Runs_that_never_get_there_count_as_infinite()
    {
        Assert.Equal(40, Quantiles.Median([30, 40, double.PositiveInfinity]));
        Assert.Equal(double.PositiveInfinity, Quantiles.Median([30, double.PositiveInfinity, double.PositiveInfinity]));
        Assert.Equal(double.PositiveInfinity, Quantiles.Median([30, double.PositiveInfinity]));
        Assert.Equal(double.NegativeInfinity, Quantiles.Median([double.NegativeInfinity, double.NegativeInfinity, 3, 4]));
    }

    [Fact]
    public void What_is_no_number_gives_none() => Assert.True(double.IsNaN(Quantiles.Median([1, double.NaN, 3])));

    [Fact]
    public void No_values_and_no_probability_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Median([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], double.NaN));
    }
}
