using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Reports;

/// <summary>How two arms compare in one metric.</summary>
/// <param name="Metric">The metric with both arms, the first one first.</param>
/// <param name="MedianDifference">The interval of the median of the first less that of the second; null with one run, or when a run failed.</param>
/// <param name="InterquartileDifference">The same of the interquartile means.</param>
public sealed record MetricComparison(MetricResult Metric, Interval? MedianDifference, Interval? InterquartileDifference)
{
    /// <summary>The first arm.</summary>
    public ArmResult First => Metric.Arms[0];

    /// <summary>The second arm.</summary>
    public ArmResult Second => Metric.Arms[1];

    /// <summary>Computes.</summary>
    /// <param name="metric">The metric with both arms.</param>
    /// <param name="seed">The seed of the report.</param>
    public static MetricComparison Of(MetricResult metric, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(metric);
        (ArmResult first, ArmResult second) = (metric.Arms[0], metric.Arms[1]);
        if (first.Scores.Count < 2 || second.Scores.Count < 2 || first.Failed + second.Failed > 0)
        {
            return new MetricComparison(metric, null, null);
        }

        var bootstrap = new StratifiedBootstrap(seed, ReportPurposes.Differences);
        return new MetricComparison(
            metric,
            bootstrap.IntervalOfDifference(first.Matrix, second.Matrix, Aggregates.MedianOfScores),
            bootstrap.IntervalOfDifference(first.Matrix, second.Matrix, Aggregates.InterquartileMean));
    }
}

/// <summary>Two groups of runs side by side, each out of one of two sets.</summary>
/// <param name="Title">What is compared: an environment, with the algorithm where the sets have several.</param>
/// <param name="Metrics">How they compare, metric by metric.</param>
/// <param name="Differences">The settings in which they differ, the text of the first set and that of the second.</param>
public sealed record Comparison(string Title, IReadOnlyList<MetricComparison> Metrics, IReadOnlyList<SettingDifference> Differences)
{
    /// <summary>What the first set is called.</summary>
    public const string FirstSet = "A";

    /// <summary>What the second set is called.</summary>
    public const string SecondSet = "B";

    /// <summary>
    /// Compares two sets. On an environment where each set has one group these are compared, and otherwise groups of the same algorithm.
    /// </summary>
    /// <param name="first">The runs of the first set.</param>
    /// <param name="second">The runs of the second set.</param>
    /// <param name="options">What the report is to be made with.</param>
    /// <exception cref="UserErrorException">The sets have nothing in common, or it is not clear what to compare with what.</exception>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<FinishedRun> first, IReadOnlyList<FinishedRun> second, ReportOptions options)
    {
        IReadOnlyList<RunGroup> ofFirst = RunGrouping.Of(first).Groups;
        IReadOnlyList<RunGroup> ofSecond = RunGrouping.Of(second).Groups;
        Comparison[] found =
        [
            .. from environment in ofFirst.Select(each => each.Environment).Distinct()
               from pair in PairsOn(environment, [.. ofFirst.Where(each => each.Environment == environment)], [.. ofSecond.Where(each => each.Environment == environment)])
               select Of(pair.Title, pair.First, pair.Second, options),
        ];
        if (found.Length > 0)
        {
            return found;
        }

        string both = $"{FirstSet} has {Listed(ofFirst)}, {SecondSet} has {Listed(ofSecond)}";
        throw ofFirst.Select(each => each.Environment).Intersect(ofSecond.Select(each => each.Environment)).FirstOrDefault() is { } common
            ? new UserErrorException($"it is not clear what to compare with what on {common}, where no algorithm is in both sets and one has several kinds of runs: {both}")
            : new UserErrorException($"the two sets of runs have no environment in common: {both}");
    }

    private static IEnumerable<(string Title, RunGroup First, RunGroup Second)> PairsOn(string environment, RunGroup[] first, RunGroup[] second)
    {
        if (first.Length == 1 && second.Length == 1)
        {
            return [(environment, first[0], second[0])];
        }

        return
        [
            .. from algorithm in first.Select(each => each.Algorithm).Distinct()
               where second.Any(each => each.Algorithm == algorithm)
               select ($"{algorithm} on {environment}", Only(FirstSet, algorithm, environment, first), Only(SecondSet, algorithm, environment, second)),
        ];
    }

    private static RunGroup Only(string set, string algorithm, string environment, RunGroup[] groups)
    {
        RunGroup[] same = [.. groups.Where(each => each.Algorithm == algorithm)];
        if (same.Length == 1)
        {
            return same[0];
        }

        string differing = string.Join(", ", RunGrouping.Differences(same).Select(difference => difference.Path));
        throw new UserErrorException(
            $"set {set} has {same.Length} kinds of runs of {algorithm} on {environment}, which differ in {differing}; name a set whose runs differ in their seeds alone");
    }

    private static Comparison Of(string title, RunGroup first, RunGroup second, ReportOptions options)
    {
        RunGroup[] both =
        [
            first with { Arm = $"{FirstSet}: {first.Algorithm}", Task = title },
            second with { Arm = $"{SecondSet}: {second.Algorithm}", Task = title },
        ];
        var result = TaskResult.Of(both, options, arm => arm[0] - FirstSet[0]);
        return new Comparison(title, [.. result.Metrics.Select(metric => MetricComparison.Of(metric, options.Seed))], result.Differences);
    }

    private static string Listed(IReadOnlyList<RunGroup> groups) =>
        groups.Count == 0 ? "no finished run" : string.Join(", ", groups.Select(each => $"{each.Arm} on {each.Environment}").Distinct());
}
