using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.7 of the specification of experiments.</summary>
public class PerformanceProfileTests
{
    [Fact]
    public void Worked_examples_of_section_4_7()
    {
        var scores = ScoreMatrix.OfTask(.2, .5, .5, 1);
        Assert.Equal(3.0 / 4, PerformanceProfile.ShareOfRunsAbove(scores, .4));
        Assert.Equal(1.0 / 4, PerformanceProfile.ShareOfRunsAbove(scores, .5));
        var returns = ScoreMatrix.OfTask(.8975, .0125, .9125);
        Assert.Equal(2.0 / 3, PerformanceProfile.ShareOfRunsAbove(returns, .75));
        Assert.Equal(1.0 / 3, PerformanceProfile.ShareOfRunsAbove(returns, .9));
    }

    [Fact]
    public void The_share_of_tasks_is_of_their_means()
    {
        var scores = new ScoreMatrix([[0, 1], [.7, .7]]);
        Assert.Equal(0.5, PerformanceProfile.ShareOfTasksAbove(scores, 0.5));
        Assert.Equal(0.75, PerformanceProfile.ShareOfRunsAbove(scores, 0.5));
    }

    [Fact]
    public void There_are_a_hundred_thresholds_from_0_to_1()
    {
        Assert.Equal(100, PerformanceProfile.DefaultThresholds.Count);
        Assert.Equal((0.0, 1.0), (PerformanceProfile.DefaultThresholds[0], PerformanceProfile.DefaultThresholds[^1]));
        Assert.Equal(1.0 / 99, PerformanceProfile.DefaultThresholds[1]);
    }

    [Fact]
    public void Intervals_are_of_every_threshold_by_itself()
    {
        var bootstrap = new StratifiedBootstrap(0, StreamPurpose.Named("test"), StratifiedBootstrap.ForProfiles);
        Interval[] intervals = PerformanceProfile.Intervals(ScoreMatrix.OfTask(0, 1), [-1, 0.5, 1], bootstrap);
        Assert.Equal([new Interval(1, 1), new Interval(0, 1), new Interval(0, 0)], intervals);
    }
}
