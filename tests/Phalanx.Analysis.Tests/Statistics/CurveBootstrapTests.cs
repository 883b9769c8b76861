using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Statistics;

public class CurveBootstrapTests
{
    private static readonly StratifiedBootstrap Bootstrap = new(0, StreamPurpose.Named("test"), StratifiedBootstrap.ForCurves);

    [Fact]
    public void At_every_step_the_interval_is_that_of_the_values_there()
    {
        Interval[] intervals = CurveBootstrap.Intervals([[35.4, 1], [36.5, 1], [35.9, 1]], Quantiles.MedianOfSorted, Bootstrap);
        Assert.Equal([new Interval(35.4, 36.5), new Interval(1, 1)], intervals);
    }

    [Fact]
    public void It_draws_as_the_bootstrap_of_one_task_does()
    {
        double[] scores = [1, 1.5, 2.6, 3, 4, 9];
        Interval[] along = CurveBootstrap.Intervals([.. scores.Select(score => new[] { score })], Aggregates.InterquartileMeanOfSorted, Bootstrap);
        Interval alone = Bootstrap.IntervalOf(ScoreMatrix.OfTask(scores), Aggregates.InterquartileMean);
        Assert.Equal(alone, along[0]);
        Array.Reverse(scores);
        Assert.Equal(along, CurveBootstrap.Intervals([.. scores.Select(score => new[] { score })], Aggregates.InterquartileMeanOfSorted, Bootstrap));
    }
}
