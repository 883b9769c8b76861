using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Statistics;

/// <summary>Sections 4.4 and 4.5 of the specification of experiments, and the intervals of its section 3.3.</summary>
public class StratifiedBootstrapTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("test");
    private static readonly StratifiedBootstrap Bootstrap = new(0, Purpose);
    private static readonly ScoreMatrix TwoTasks = new([[0, 2], [10, 14]]);

    [Fact]
    public void The_frequencies_of_section_4_4_come_out_within_four_standard_errors()
    {
        var found = Bootstrap.ReplicatesOf(TwoTasks, Aggregates.Mean).CountBy(mean => mean).ToDictionary();
        double[] expected = [1, 2, 3, 4, 3, 2, 1];
        Assert.Equal(expected.Length, found.Count);
        for (int index = 0; index < expected.Length; index++)
        {
            AssertFrequency(expected[index] / 16, found[5 + (index / 2.0)]);
        }
    }

    [Fact]
    public void One_task_of_two_runs_has_three_means_as_section_4_4_says()
    {
        var found = Bootstrap.ReplicatesOf(ScoreMatrix.OfTask(0, 1), Aggregates.Mean).CountBy(mean => mean).ToDictionary();
        AssertFrequency(0.25, found[0]);
        AssertFrequency(0.5, found[0.5]);
        AssertFrequency(0.25, found[1]);
    }

    [Fact]
    public void The_interval_of_section_4_4() => Assert.Equal(new Interval(5, 8), Bootstrap.IntervalOf(TwoTasks, Aggregates.Mean));

    [Fact]
    public void Equal_addresses_give_equal_bits_and_others_do_not()
    {
        var scores = ScoreMatrix.OfTask(1, 4, 9, 16, 25, 36);
        double[] first = Bootstrap.ReplicatesOf(scores, Aggregates.InterquartileMean);
        Assert.Equal(first, new StratifiedBootstrap(0, Purpose).ReplicatesOf(scores, Aggregates.InterquartileMean));
        Assert.NotEqual(first, new StratifiedBootstrap(1, Purpose).ReplicatesOf(scores, Aggregates.InterquartileMean));
        Assert.NotEqual(first, new StratifiedBootstrap(0, StreamPurpose.Named("other")).ReplicatesOf(scores, Aggregates.InterquartileMean));
        Assert.Equal(first[..10], new StratifiedBootstrap(0, Purpose, 10).ReplicatesOf(scores, Aggregates.InterquartileMean));
    }

    [Fact]
    public void A_replicate_allocates_nothing()
    {
        var scores = new ScoreMatrix([[1, 4, 9], [16, 25], [36, 49, 64, 81]]);
        Run(10);

        // Only the two results are longer, by eight bytes a replicate.
        Assert.Equal(AllocatedBy(10), AllocatedBy(1000) - (2 * 8 * 990));

        long AllocatedBy(int replicates)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(replicates);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Run(int replicates)
        {
            var bootstrap = new StratifiedBootstrap(0, Purpose, replicates);
            bootstrap.ReplicatesOf(scores, Aggregates.InterquartileMean);
            bootstrap.ReplicatesOf(scores, Aggregates.MedianOverTasks);
        }
    }

    [Fact]
    public void Example_A_of_section_3_3()
    {
        var weighted = ScoreMatrix.OfTask(35.4, 36.5, 35.9);
        var found = Bootstrap.ReplicatesOf(weighted, Aggregates.MedianOfScores).CountBy(median => median).ToDictionary();
        AssertFrequency(7.0 / 27, found[35.4]);
        AssertFrequency(13.0 / 27, found[35.9]);
        AssertFrequency(7.0 / 27, found[36.5]);
        Interval difference = Bootstrap.IntervalOfDifference(weighted, ScoreMatrix.OfTask(0, 0, 0), Aggregates.MedianOfScores);
        Assert.Equal(30.4, difference.Low - 5, 1e-9);
        Assert.Equal(31.5, difference.High - 5, 1e-9);
    }

    [Fact]
    public void Example_B_of_section_3_3()
    {
        Interval median = Bootstrap.IntervalOf(ScoreMatrix.OfTask(35.9, 0.5, 36.5), Aggregates.MedianOfScores);
        Assert.Equal(new Interval(0.5, 36.5), median);
    }

    [Fact]
    public void Example_D_of_section_3_3()
    {
        var first = ScoreMatrix.OfTask(30, 32, 34, 36, 38);
        var second = ScoreMatrix.OfTask(20, 25, 31, 33, 35);
        Assert.Equal(new Interval(-3, 14), Bootstrap.IntervalOfDifference(first, second, Aggregates.MedianOfScores));
        Assert.Equal(34, Aggregates.InterquartileMean.Of(first), 1e-9);
        Assert.Equal(29.67, Aggregates.InterquartileMean.Of(second), 5e-3);
        Interval means = Bootstrap.IntervalOfDifference(first, second, Aggregates.InterquartileMean);
        Assert.Equal(-1.7, means.Low, 0.3);
        Assert.Equal(12.3, means.High, 0.3);
        Assert.Equal(0.76, ImprovementProbability.Of(first, second), 1e-12);
    }

    [Fact]
    public void Three_runs_decide_only_when_the_samples_do_not_overlap()
    {
        Interval difference = Bootstrap.IntervalOfDifference(ScoreMatrix.OfTask(4, 5, 9), ScoreMatrix.OfTask(1, 2, 3), Aggregates.MedianOfScores);
        Assert.Equal(new Interval(4 - 3, 9 - 1), difference);
    }

    [Fact]
    public void Equal_constants_have_an_interval_of_nothing() => Assert.Equal(
        new Interval(0, 0), Bootstrap.IntervalOfDifference(ScoreMatrix.OfTask(0, 0, 0), ScoreMatrix.OfTask(0, 0, 0), Aggregates.MedianOfScores));

    [Fact]
    public void Tasks_are_resampled_only_when_asked_for()
    {
        var scores = new ScoreMatrix([[0, 0], [10, 10]]);
        Assert.Equal(new Interval(5, 5), Bootstrap.IntervalOf(scores, Aggregates.Mean));
        Assert.Equal(new Interval(0, 10), new StratifiedBootstrap(0, Purpose) { ResamplesTasks = true }.IntervalOf(scores, Aggregates.Mean));
        var both = new StratifiedBootstrap(0, Purpose) { ResamplesTasks = true };
        Assert.Equal(new Interval(0, 0), both.IntervalOfDifference(scores, scores, Aggregates.Mean));
    }

    private static void AssertFrequency(double probability, int count)
    {
        double error = Math.Sqrt(probability * (1 - probability) / Bootstrap.Replicates);
        Assert.Equal(probability, (double)count / Bootstrap.Replicates, 4 * error);
    }
}
