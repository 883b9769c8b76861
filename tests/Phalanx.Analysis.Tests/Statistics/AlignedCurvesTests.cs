using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

public class AlignedCurvesTests
{
    [Fact]
    public void Rows_belong_to_the_multiple_that_they_are_due_to_and_a_curve_ends_with_its_shortest_run()
    {
        var curves = AlignedCurves.Of([[10_003, 20_001, 30_090], [10_050, 20_000]], 10_000);
        Assert.Equal([10_000, 20_000], curves.Steps);
        Assert.Equal([5, 6], curves.Pick(0, [5, 6, 7]));
        Assert.Equal([8, double.NaN], curves.Pick(1, [8, null]));
    }

    [Fact]
    public void A_step_that_one_run_lacks_is_left_out()
    {
        var curves = AlignedCurves.Of([[100, 200, 300], [100, 310]], 100);
        Assert.Equal([100, 300], curves.Steps);
        Assert.Equal([0, 2], curves.Rows[0]);
        Assert.Equal([0, 1], curves.Rows[1]);
    }
}
