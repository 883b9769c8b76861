using Phalanx.Dashboard.Curves;

namespace Phalanx.Dashboard.Tests.Curves;

public class SeedCurveTests
{
    [Fact]
    public void Quartiles_are_those_computed_by_hand_and_end_with_each_run()
    {
        // At 10, 20, 30: values 1 2 4 8; at 40 the first has ended: 3 5 9.
        RunLine[] runs =
        [
            new([10, 20, 30], [1, 1, 1]),
            new([10, 20, 30, 40], [2, 2, 2, 3]),
            new([10, 20, 30, 40], [4, 4, 4, 5]),
            new([10, 20, 30, 40], [8, 8, 8, 9]),
        ];
        var curve = SeedCurve.Of(runs, 10, 400);
        Assert.Equal([10, 20, 30, 40], curve.X);
        Assert.Equal([4, 4, 4, 3], curve.Counts);

        // Type 7 of 1 2 4 8: position 0.75 is 1.75, 1.5 is 3, 2.25 is 5. Of 3 5 9: 4, 5, 7.
        Assert.Equal([3, 3, 3, 5], curve.Median);
        Assert.Equal([1.75, 1.75, 1.75, 4], curve.Lower);
        Assert.Equal([5, 5, 5, 7], curve.Upper);
    }

    [Fact]
    public void Tests_that_were_made_late_count_at_the_multiple_to_which_they_belong()
    {
        // The first is due at 10 and made at 13; between 13 and 23 a line leads from 1 to 2.
        var curve = SeedCurve.Of([new RunLine([13, 23], [1, 2])], 10, 400);
        Assert.Equal([10, 20], curve.X);
        Assert.Equal([1, 1.7], curve.Median.Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Too_many_places_are_thinned_out_and_the_last_one_stays()
    {
        double[] x = [.. Enumerable.Range(1, 1000).Select(place => place * 10.0)];
        var curve = SeedCurve.Of([new RunLine(x, x)], 10, 100);
        Assert.InRange(curve.X.Count, 90, 101);
        Assert.Equal(10_000, curve.X[^1]);
        Assert.Equal(curve.X, curve.Median);
    }

    [Fact]
    public void Without_an_interval_the_places_divide_the_whole_length()
    {
        var curve = SeedCurve.Of([new RunLine([0, 4], [0, 4]), new RunLine([0, 1, 2], [1, 1, 1])], null, 400);
        Assert.Equal([0, 2, 4], curve.X);
        Assert.Equal([0.5, 1.5, 4], curve.Median);
        Assert.Equal([2, 2, 1], curve.Counts);
    }

    [Fact]
    public void Without_a_number_there_is_no_curve() => Assert.Empty(SeedCurve.Of([new RunLine([], [])], 10, 400).X);
}
