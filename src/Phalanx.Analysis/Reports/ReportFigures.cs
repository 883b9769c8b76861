using Phalanx.Analysis.Figures;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>The figures of a report.</summary>
internal static class ReportFigures
{
    private const string Steps = "environment steps";

    // Shares and probabilities are drawn on the same axis everywhere.
    private static readonly Interval Shares = new(0, 1);

    /// <summary>Median over runs with the band from 25 to 75 %.</summary>
    public static Figure Medians(string prefix, string task, MetricResult metric) => CurveFigure.Draw(
        $"{prefix}-{metric.Metric}-median", $"{task}: {metric.Axis}, median over runs and the band from 25 to 75 %", Steps, metric.Axis,
        [.. metric.Arms.Select(arm => Series(arm, [.. arm.Curve.Quartiles.Select(each => each.Median)], Band(arm, point => Quartile(arm, point))))]);

    /// <summary>Mean over runs with its 95 % interval.</summary>
    public static Figure Means(string prefix, string task, MetricResult metric) => CurveFigure.Draw(
        $"{prefix}-{metric.Metric}-mean", $"{task}: {metric.Axis}, mean over runs and its 95 % interval", Steps, metric.Axis,
        [.. metric.Arms.Select(arm => Series(arm, [.. arm.Curve.Means.Select(each => each.Mean)], Band(arm, point => arm.Curve.Means[point].Interval)))]);

    /// <summary>Sample efficiency: the interquartile mean at every test.</summary>
    public static Figure Efficiency(string prefix, string task, MetricResult metric) => CurveFigure.Draw(
        $"{prefix}-{metric.Metric}-iqm-curve", $"{task}: {metric.Axis}, IQM over runs at every test and its 95 % interval", Steps, metric.Axis,
        [.. metric.Arms.Select(arm => Series(arm, arm.Curve.InterquartileMeans, arm.Curve.InterquartileIntervals))]);

    /// <summary>The interquartile means with their intervals; null where no arm has one.</summary>
    public static Figure? InterquartileMeans(string prefix, string task, MetricResult metric) => Intervals(
        $"{prefix}-{metric.Metric}-iqm", $"{task}: IQM of the scores and its 95 % interval", metric.Axis,
        [
            .. metric.Arms.Where(arm => double.IsFinite(arm.InterquartileMean))
                .Select(arm => new IntervalRow(arm.Group.Arm, arm.InterquartileMean, arm.InterquartileInterval, arm.Colour)),
        ]);

    /// <summary>Performance profiles.</summary>
    public static Figure Profiles(string prefix, string task, bool normalised, string axis, IReadOnlyList<ProfileResult> profiles) => CurveFigure.Draw(
        $"{prefix}-profile", $"{task}: share of runs above a score", normalised ? "normalised score" : axis, "share of runs above",
        [.. profiles.Select(profile => new CurveSeries(profile.Arm, profile.Thresholds, profile.Shares, profile.Intervals) { Colour = profile.Colour })],
        Shares);

    /// <summary>How likely an arm is better than each of the others; null where that is known of none.</summary>
    public static Figure? Improvement(string prefix, string task, ArmResult arm, IReadOnlyList<PairResult> pairs) => Intervals(
        $"{prefix}-improvement", $"{task}: probability that a run of {arm.Group.Arm} is better than one of another arm, and its 95 % interval",
        "probability of improvement over it",
        [
            .. pairs.Where(pair => double.IsFinite(pair.Probability))
                .Select(pair => new IntervalRow(pair.Second, pair.Probability, pair.Interval, arm.Colour)),
        ],
        ImprovementProbability.Chance, Shares);

    /// <summary>One aggregate over all tasks; null where no arm has it.</summary>
    public static Figure? Across(string prefix, int statistic, AcrossTasks across) => Intervals(
        $"{prefix}-{Slug.Of(AcrossTasks.Statistics[statistic].Name)}", $"All tasks: {AcrossTasks.Statistics[statistic].Name} of normalised scores and its 95 % interval",
        AcrossTasks.Statistics[statistic].Name,
        [
            .. across.Arms.Where(arm => double.IsFinite(arm.Values[statistic]))
                .Select(arm => new IntervalRow(arm.Arm, arm.Values[statistic], arm.Intervals?[statistic], arm.Colour)),
        ]);

    private static Figure? Intervals(string name, string title, string x, IReadOnlyList<IntervalRow> rows, double? line = null, Interval? range = null) =>
        rows.Count == 0 ? null : IntervalFigure.Draw(name, title, x, rows, line, range);

    private static CurveSeries Series(ArmResult arm, IReadOnlyList<double> values, IReadOnlyList<Interval>? band) =>
        new(Label(arm), [.. arm.Curve.Steps.Select(step => (double)step)], values, band) { Colour = arm.Colour };

    private static string Label(ArmResult arm) => $"{arm.Group.Arm}, {(arm.Scores.Count == 1 ? "1 run" : $"{arm.Scores.Count} runs")}";

    private static Interval? Quartile(ArmResult arm, int point) => new Interval(arm.Curve.Quartiles[point].Lower, arm.Curve.Quartiles[point].Upper);

    /// <summary>One run has no band.</summary>
    private static Interval[]? Band(ArmResult arm, Func<int, Interval?> at) => arm.Scores.Count == 1
        ? null
        : [.. Enumerable.Range(0, arm.Curve.Steps.Count).Select(point => at(point) ?? new Interval(double.NaN, double.NaN))];
}
