using FsCheck;
using FsCheck.Fluent;
using Phalanx.Cli.Watching;

namespace Phalanx.Cli.Tests.Watching;

public class SparklineTests
{
    [Fact]
    public void Few_values_have_a_cell_each_from_the_lowest_level_to_the_highest() =>
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], 20));

    [Fact]
    public void A_given_range_decides_the_levels() => Assert.Equal("▁▅█▇▁█", Sparkline.Draw([0, 0.5, 1, 0.91, -3, 3], 20, (0, 1)));

    [Fact]
    public void Many_values_are_shown_from_the_first_to_the_last_as_means_of_shares()
    {
        Assert.Equal("▁▃▆█", Sparkline.Draw([.. Enumerable.Range(0, 1000).Select(value => (double?)value)], 4));
        Assert.Equal("▁█▁", Sparkline.Draw([0, 0, 4, 6, 0, 0], 3));
        Assert.Equal("▁█", Sparkline.Draw([1, 2, 3], 2)); // shares of one and two
    }

    [Fact]
    public void Values_that_are_all_equal_are_neither_high_nor_low() => Assert.Equal("▄▄▄", Sparkline.Draw([5, 5, 5], 10));

    [Fact]
    public void Missing_values_are_gaps_and_do_not_count_in_a_mean()
    {
        Assert.Equal("▁ █", Sparkline.Draw([0, null, 8], 10));
        Assert.Equal("▁ █", Sparkline.Draw([0, null, null, null, 8, null], 3));
        Assert.Equal("  ", Sparkline.Draw([null, null], 10));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_marked_and_changes_no_other_cell(double value)
    {
        Assert.Equal("▁·█", Sparkline.Draw([0, value, 8], 10));
        Assert.Equal("▁·█", Sparkline.Draw([0, 0, 3, value, 8, 8], 3));
        Assert.Equal("·", Sparkline.Draw([value], 10));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Where_there_is_no_room_there_is_no_line(int width) => Assert.Equal("", Sparkline.Draw([1, 2], width));

    [Fact]
    public void Of_no_values_there_is_no_line() => Assert.Equal("", Sparkline.Draw([], 10));

    [Fact]
    public void Values_of_any_size_have_a_line_of_the_right_length() => Prop.ForAll(
        ArbMap.Default.ArbFor<double?[]>(),
        ArbMap.Default.ArbFor<PositiveInt>(),
        (values, width) =>
        {
            string line = Sparkline.Draw(values, width.Get % 50);
            Assert.Equal(Math.Min(values.Length, width.Get % 50), line.Length);
            Assert.All(line, cell => Assert.Contains(cell, "▁▂▃▄▅▆▇█· "));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_numbers_there_are_have_levels_too() => Assert.Equal("▁▅█", Sparkline.Draw([-double.MaxValue, 0, double.MaxValue], 5));
}
