using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.6 of the specification of experiments.</summary>
public class ImprovementProbabilityTests
{
    [Fact]
    public void Worked_examples_of_section_4_6()
    {
        Assert.Equal(0.75, Of([3, 5], [1, 4]));
        Assert.Equal(4.0 / 9, Of([35.9, .5, 36.5], [35.4, 36.5, 35.9]), 1e-12);
        Assert.Equal(0.5, Of([1, 2, 3], [1, 2, 3]));
    }

    [Fact]
    public void The_example_that_the_definition_was_published_with()
    {
        var first = new ScoreMatrix([[1, 2, 1, 2], [2, 2, 1, 1]]);
        var second = new ScoreMatrix([[1, 2, 3], [1, 2, 3]]);
        Assert.Equal(1.0 / 3, ImprovementProbability.Of(first, second), 1e-12);
    }

    [Fact]
    public void Its_interval_resamples_both_arms()
    {
        var bootstrap = new StratifiedBootstrap(0, StreamPurpose.Named("test"), StratifiedBootstrap.ForProfiles);
        Interval apart = bootstrap.IntervalOf(ScoreMatrix.OfTask(3, 4, 5), ScoreMatrix.OfTask(0, 1, 2), ImprovementProbability.Statistic);
        Assert.Equal(new Interval(1, 1), apart);
        Interval open = bootstrap.IntervalOf(ScoreMatrix.OfTask(3, 5), ScoreMatrix.OfTask(1, 4), ImprovementProbability.Statistic);
        Assert.Equal(new Interval(0, 1), open);
    }

    [Fact]
    public void Other_tasks_are_not_compared() =>
        Assert.Throws<ArgumentException>(() => ImprovementProbability.Of(new ScoreMatrix([[1], [2]]), ScoreMatrix.OfTask(1)));

    private static double Of(double[] first, double[] second) => ImprovementProbability.Of(ScoreMatrix.OfTask(first), ScoreMatrix.OfTask(second));
}
