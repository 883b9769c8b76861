using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.2 of the specification of experiments.</summary>
public class MeanEstimateTests
{
    [Fact]
    public void Worked_example_of_section_4_2()
    {
        var estimate = MeanEstimate.Of([2, 4, 6]);
        Assert.Equal((3, 4.0, 2.0), (estimate.Count, estimate.Mean, estimate.StandardDeviation));
        Assert.Equal(1.1547, estimate.StandardError!.Value, 5e-5);
        Assert.Equal(4.968, estimate.HalfWidth!.Value, 5e-4);
        Assert.Equal(4 - 4.968, estimate.Interval!.Value.Low, 5e-4);
        Assert.Equal(4 + 4.968, estimate.Interval!.Value.High, 5e-4);
    }

    [Fact]
    public void Worked_example_of_three_runs_in_section_4_2()
    {
        var estimate = MeanEstimate.Of([35.4, 36.5, 35.9]);
        Assert.Equal(35.933, estimate.Mean, 5e-4);
        Assert.Equal(1.368, estimate.HalfWidth!.Value, 5e-4);
        Assert.Equal(0.318, estimate.StandardError!.Value, 5e-4);
    }

    [Fact]
    public void One_run_has_no_interval()
    {
        var estimate = MeanEstimate.Of([3]);
        Assert.Equal(3, estimate.Mean);
        Assert.Null(estimate.StandardDeviation);
        Assert.Null(estimate.StandardError);
        Assert.Null(estimate.Interval);
    }
}
