using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Section 4.3 of the specification of experiments. A matrix is written there a run a row, and here a task a row.</summary>
public class AggregatesTests
{
    private static readonly ScoreMatrix TwoTasks = new([[0, 2], [10, 14]]);

    [Fact]
    public void Worked_examples_of_mean_and_median_in_section_4_3()
    {
        Assert.Equal(6.5, Aggregates.Mean.Of(TwoTasks));
        Assert.Equal(6.5, Aggregates.MedianOverTasks.Of(TwoTasks));
    }

    [Fact]
    public void The_median_is_over_tasks_and_not_over_all_scores()
    {
        var scores = new ScoreMatrix([[0, 0, 100], [1, 1, 1], [2, 2, 2]]);
        Assert.Equal(2, Aggregates.MedianOverTasks.Of(scores));
        Assert.Equal(1, Aggregates.MedianOfScores.Of(scores));
    }

    [Theory]
    [InlineData(new double[] { 0, 2, 4, 6, 100 }, 4)]
    [InlineData(new double[] { 0, 2, 4, 100 }, 3)]
    [InlineData(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 100 }, 5.5)]
    [InlineData(new double[] { 0, 10, 50 }, 20)]
    public void Worked_examples_of_the_interquartile_mean_in_section_4_3(double[] scores, double expected) =>
        Assert.Equal(expected, Aggregates.InterquartileMean.Of(ScoreMatrix.OfTask(scores)), 1e-12);

    [Fact]
    public void The_interquartile_mean_is_of_all_scores_together() =>
        Assert.Equal(0.65, Aggregates.InterquartileMean.Of(new ScoreMatrix([[0, .5, 1], [1, .9, .2]])), 1e-12);

    [Fact]
    public void The_example_that_the_definitions_were_published_with()
    {
        var scores = new ScoreMatrix([[1, 2, 1, 2], [2, 2, 1, 1]]);
        Assert.All(
            [Aggregates.Mean, Aggregates.MedianOverTasks, Aggregates.InterquartileMean],
            statistic => Assert.Equal(1.5, statistic.Of(scores)));
    }

    [Fact]
    public void Worked_example_of_the_optimality_gap_in_section_4_3() =>
        Assert.Equal(1 - (2.5 / 3), Aggregates.OptimalityGap.Of(ScoreMatrix.OfTask(.5, 1, 1.5)), 1e-12);

    [Fact]
    public void Tasks_may_have_different_numbers_of_runs() => Assert.Equal(3, Aggregates.Mean.Of(new ScoreMatrix([[1, 2, 3], [4]])));

    [Fact]
    public void A_score_that_is_no_number_makes_no_result() => Assert.All(
        [Aggregates.Mean, Aggregates.MedianOverTasks, Aggregates.MedianOfScores, Aggregates.InterquartileMean, Aggregates.OptimalityGap],
        statistic => Assert.True(double.IsNaN(statistic.Of(ScoreMatrix.OfTask(1, 2, 3, double.NaN, 5)))));

    [Fact]
    public void A_matrix_needs_a_task_and_every_task_a_run()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreMatrix([]));
        Assert.Throws<ArgumentException>(() => new ScoreMatrix([[1], []]));
    }
}
