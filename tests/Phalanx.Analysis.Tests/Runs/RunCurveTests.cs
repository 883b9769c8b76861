using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Tests.Runs;

/// <summary>Section 1.5 of the specification of experiments.</summary>
public class RunCurveTests
{
    private static readonly RunCurve Curve = new(10_000, [10_000, 20_000, 30_000, 40_000, 50_000, 60_000], [0, 31, 5, null, 36, 38]);

    [Fact]
    public void The_tail_is_the_mean_of_the_last_rows_that_have_a_value()
    {
        Assert.Equal((0 + 31 + 5 + 36 + 38) / 5.0, Curve.Tail());
        Assert.Equal(37, Curve.Tail(2));
        Assert.Equal(22, Curve.Tail(100));
        Assert.Null(new RunCurve(10_000, [], []).Tail());
    }

    [Fact]
    public void Best_and_worst_may_be_asked_of_a_part()
    {
        Assert.Equal((38, 0), (Curve.Best(), Curve.Worst()));
        Assert.Equal(31, Curve.UpTo(50_000 - 1).Best());
        Assert.Equal(5, Curve.Within(20_000, long.MaxValue).Worst());
        Assert.Equal(36, Curve.Within(40_000, 50_000).Worst());
        Assert.Null(Curve.Within(60_000, long.MaxValue).Best());
    }

    [Fact]
    public void At_a_step_is_the_last_row_before_it()
    {
        Assert.Null(Curve.At(9_999));
        Assert.Equal(0, Curve.At(10_000));
        Assert.Equal(31, Curve.At(29_999));
        Assert.Equal(5, Curve.At(40_000));
    }

    [Fact]
    public void The_first_step_of_a_threshold_is_confirmed_by_the_next_row()
    {
        Assert.Equal(50_000, Curve.First(30));
        Assert.Equal(60_000, Curve.First(37));
        Assert.Equal(double.PositiveInfinity, Curve.First(39));
    }

    [Fact]
    public void A_shorter_run_is_a_part_of_the_longer_one()
    {
        Assert.Equal([10_000, 20_000], Curve.UpTo(29_999).Steps);
        Assert.Equal([0, 31], Curve.UpTo(29_999).Values);
        Assert.Same(Curve, Curve.UpTo(60_000));
        Assert.Equal(15.5, Curve.UpTo(20_000).Area());
    }
}
