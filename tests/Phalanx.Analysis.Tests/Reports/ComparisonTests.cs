using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Reports;

public sealed class ComparisonTests : IDisposable
{
    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Two_sets_are_compared_with_the_settings_that_differ()
    {
        Comparison comparison = Assert.Single(Compare(Seeds("cw-qmix", "0.001", 35.4, 36.5, 35.9), Seeds("qmix", "0.0005", 0, 0, 0)));
        Assert.Equal("predator-prey", comparison.Title);
        Assert.Equal(
            ["algorithm.name cw-qmix|qmix", "learner.lr 0.001|0.0005"],
            comparison.Differences.Select(each => $"{each.Path} {string.Join('|', each.Values)}"));
        MetricComparison metric = Assert.Single(comparison.Metrics);
        Assert.Equal(("A: cw-qmix", "B: qmix"), (metric.First.Group.Arm, metric.Second.Group.Arm));
        Assert.Equal(new Interval(35.4, 36.5), metric.MedianDifference);
        Assert.Equal(1, Assert.Single(metric.Metric.Pairs).Probability);
    }

    [Fact]
    public void Sets_of_several_algorithms_are_compared_algorithm_by_algorithm()
    {
        SyntheticRun[] set = [.. Seeds("qmix", "0.1", 1, 2), .. Seeds("vdn", "0.1", 1, 2), .. Seeds("iql", "0.1", 1)];
        Assert.Equal(
            ["qmix on predator-prey", "vdn on predator-prey"],
            Compare(set, [.. Seeds("vdn", "0.2", 3, 4), .. Seeds("qmix", "0.2", 3, 4)]).Select(comparison => comparison.Title));
    }

    [Fact]
    public void One_run_has_no_interval()
    {
        MetricComparison metric = Compare(Seeds("qmix", "0.1", 1, 2), Seeds("vdn", "0.1", 1))[0].Metrics[0];
        Assert.Null(metric.MedianDifference);
        Assert.Null(metric.Metric.Pairs[0].Interval);
        Assert.Equal("one run says nothing", metric.Metric.Pairs[0].Reading);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_with_the_reason()
    {
        Assert.Equal(
            "set A has 2 kinds of runs of qmix on predator-prey, which differ in learner.lr; name a set whose runs differ in their seeds alone",
            Refusal([.. Seeds("qmix", "0.1", 1), .. Seeds("qmix", "0.2", 1)], Seeds("qmix", "0.1", 1)));
        Assert.Equal(
            "the two sets of runs have no environment in common: A has qmix on predator-prey, B has vdn on battle/3m",
            Refusal(Seeds("qmix", "0.1", 1), [new SyntheticRun { Algorithm = "vdn" }]));
        Assert.Equal(
            "it is not clear what to compare with what on predator-prey, where no algorithm is in both sets and one has several kinds of runs: "
            + "A has qmix (lr 0.1) on predator-prey, qmix (lr 0.2) on predator-prey, B has vdn on predator-prey",
            Refusal([.. Seeds("qmix", "0.1", 1), .. Seeds("qmix", "0.2", 1)], Seeds("vdn", "0.1", 1)));
    }

    private static SyntheticRun[] Seeds(string algorithm, string rate, params double[] finals) =>
    [
        .. finals.Select((final, seed) => new SyntheticRun
        {
            Algorithm = algorithm, Environment = "predator-prey", Seed = (ulong)seed, FinalReturn = final, Settings = [("learner.lr", rate)],
        }),
    ];

    private IReadOnlyList<Comparison> Compare(SyntheticRun[] first, SyntheticRun[] second) =>
        Comparison.Of(_runs.Load(first).Runs, _runs.Load(second).Runs, new ReportOptions());

    private string Refusal(SyntheticRun[] first, SyntheticRun[] second) => Assert.Throws<UserErrorException>(() => Compare(first, second)).Message;
}
