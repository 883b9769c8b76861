using System.Text;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

// The results: task by task, over all tasks, and of two sets.
public sealed partial class ReportPage
{
    private static string ArmTable(MetricResult metric) => Html.Table(
        $"Scores in {metric.Axis}. A score is {metric.ScoreInWords}.",
        ["arm", "runs", "median [25 – 75 %]", "mean ± 95 %", "std. error", "IQM [95 %]", "closing test", "best test", "wall time", "steps/s"],
        metric.Arms.Select(arm => (IReadOnlyList<string>)
        [
            arm.Group.Arm,
            arm.Failed == 0 ? Numbers.Shown((long)arm.Scores.Count) : $"{arm.Scores.Count}, {arm.Failed} failed",
            Numbers.Shown(arm.Quartiles.Median, arm.Scores.Count > 1 ? new Interval(arm.Quartiles.Lower, arm.Quartiles.Upper) : null),
            arm.Mean.HalfWidth is { } half && double.IsFinite(half) ? $"{Numbers.Shown(arm.Mean.Mean)} ± {Numbers.Shown(half)}" : Numbers.Shown(arm.Mean.Mean),
            Numbers.Shown(arm.Mean.StandardError),
            Numbers.Shown(arm.InterquartileMean, arm.InterquartileInterval),
            Numbers.Shown(ClosingTest(arm, metric.Metric)),
            Numbers.Shown(arm.Best),
            Numbers.Time(arm.WallSeconds),
            Numbers.Shown(Math.Round(arm.StepsPerSecond)),
        ]));

    private static double? ClosingTest(ArmResult arm, string metric) =>
        Quantiles.Median([.. arm.Group.Runs.Select(run => run.Final(metric) ?? double.NaN)]);

    private static string EfficiencyTable(MetricResult metric) => Html.Table(
        "Sample efficiency: medians over runs. A level is reached at the first test that is at least as high and that the next test confirms.",
        ["arm", "budget", "mean of all tests", .. metric.Levels.Select(level => $"first at {Numbers.Shown(level)}")],
        metric.Arms.Select(arm => (IReadOnlyList<string>)
        [
            arm.Group.Arm,
            arm.Budget.Least == arm.Budget.Most ? Numbers.Shown(arm.Budget.Most) : $"{Numbers.Shown(arm.Budget.Least)} – {Numbers.Shown(arm.Budget.Most)}",
            Numbers.Shown(arm.Area),
            .. arm.FirstSteps.Select(step => double.IsPositiveInfinity(step) ? "> budget" : Numbers.Shown(step)),
        ]));

    private static string PairTable(IReadOnlyList<PairResult> pairs) => pairs.Count == 0 ? "" : Html.Table(
        "Probability of improvement: how likely a run of the first arm is better than one of the second. Ties count one half.",
        ["arm", "against", "reading", "probability", "95 % interval"],
        pairs.Take(MostPairs).Select(pair => (IReadOnlyList<string>)[pair.First, pair.Second, pair.Reading, Numbers.Shown(pair.Probability), Numbers.Shown(pair.Interval)]),
        words: 3) + (pairs.Count > MostPairs ? Html.Paragraph($"The other {pairs.Count - MostPairs} pairs are in pairs.csv.") : "");

    private static string DifferenceTable(string caption, IReadOnlyList<string> arms, IReadOnlyList<SettingDifference> differences) => differences.Count == 0
        ? Html.Paragraph("No setting that can change a result differs.")
        : arms.Count <= MostColumns
            ? Html.Table(caption, ["setting", .. arms], differences.Select(each => (IReadOnlyList<string>)[each.Path, .. each.Values.Select(ValueOf)]))
            : Html.Table(
                caption,
                ["setting", "value", "arms"],
                from each in differences
                from same in each.Values.Zip(arms).GroupBy(pair => ValueOf(pair.First), pair => pair.Second)
                select (IReadOnlyList<string>)[each.Path, same.Key, string.Join("; ", same)],
                words: 3);

    private static string ValueOf(string? value) => value ?? "not set";

    private void AddTask(TaskResult task)
    {
        string slug = $"task-{_slugs[task.Task]}";
        var content = new StringBuilder();
        MetricResult primary = task.Primary;
        content.Append(Curves(slug, task.Task, task.Metrics));
        foreach (MetricResult metric in task.Metrics)
        {
            content.Append(ArmTable(metric));
        }

        content.Append(Notes(primary));
        content.Append("<div class=\"figures\">\n");
        content.Append(Show(ReportFigures.InterquartileMeans(slug, task.Task, primary), "Interquartile means with stratified bootstrap intervals."));
        content.Append(Show(
            ReportFigures.Improvement(slug, task.Task, primary.Best, PairResult.Of(primary.Best.Group.Arm, primary.Pairs)),
            $"The arm with the highest median, {primary.Best.Group.Arm}, against each other arm. Right of the line it is the better one more often than not."));
        content.Append(Show(
            ReportFigures.Profiles(slug, task.Task, primary.Bounds is not null, primary.Axis, primary.Profiles),
            "Performance profile: the higher a curve, the more runs lie above that score."));
        content.Append(primary.Arms.Any(arm => arm.Curve.Steps.Count > 0)
            ? Show(ReportFigures.Efficiency(slug, task.Task, primary), "Sample efficiency. The intervals are of single tests, not of whole curves.")
            : "");
        content.Append("</div>\n").Append(EfficiencyTable(primary));
        content.Append(Html.Paragraph(primary.LevelsOfBounds
            ? "The levels are 50 and 80 % of the way between the bounds of the task."
            : "The task has no known bounds: the levels are 50 and 80 % of the way from the lowest first median to the highest last one."));
        content.Append(PairTable(primary.Pairs));
        content.Append(task.Metrics[0].Arms.Count > 1
            ? $"<h3>Settings that differ</h3>\n{DifferenceTable("Settings in which the arms differ.", [.. primary.Arms.Select(arm => arm.Group.Arm)], task.Differences)}"
            : "");
        AddSection(slug, task.Task, content.ToString());
    }

    private string Curves(string slug, string task, IReadOnlyList<MetricResult> metrics)
    {
        if (metrics[0].Arms.All(arm => arm.Curve.Steps.Count == 0))
        {
            return Html.Paragraph("The runs were too short for a test on the way, so there are no curves.");
        }

        var figures = new StringBuilder("<div class=\"figures\">\n");
        foreach (MetricResult metric in metrics)
        {
            figures.Append(Show(ReportFigures.Medians(slug, task, metric), "Median over runs; the band holds the middle half of the runs."));
            figures.Append(metric == metrics[0]
                ? Show(ReportFigures.Means(slug, task, metric), "Mean over runs with its 95 % interval by Student's t.")
                : "");
        }

        return figures.Append("</div>\n").ToString();
    }

    private static string Notes(MetricResult metric)
    {
        List<string> notes = [];
        if (metric.Arms.Any(arm => arm.Scores.Count is > 1 and < 4))
        {
            notes.Add("With fewer than four runs the IQM drops none and is the mean: prefer the median, and read the runs one by one.");
        }

        notes.AddRange(metric.Arms.Where(arm => arm.Scores.Count == 1).Select(arm => $"{arm.Group.Arm} has one run, which says nothing of the spread."));
        notes.AddRange(metric.Arms.Where(arm => arm.Failed > 0).Select(arm =>
            $"{arm.Group.Arm}: {Count(arm.Failed, "run")} ended without a number. They count as the worst in medians, and leave means undefined."));
        notes.AddRange(metric.Arms.Where(arm => arm.Budget.Least != arm.Budget.Most).Select(arm =>
            $"{arm.Group.Arm}: its runs have different lengths, and are taken up to the end of the shortest."));
        return Html.List(notes);
    }

    private void AddAcross()
    {
        if (_report.Across is not { } across)
        {
            return;
        }

        var content = new StringBuilder(Html.Paragraph(
            $"Scores normalised by the fixed bounds of {Count(across.Tasks.Count, "task")}: {string.Join("; ", across.Tasks)}. Arms without runs on all of them are left out."));
        content.Append(Html.Table(
            "Aggregates of normalised scores, with stratified bootstrap 95 % intervals.",
            ["arm", "scores", .. AcrossTasks.Statistics.Select(each => $"{each.Name} [95 %]")],
            across.Arms.Select(arm => (IReadOnlyList<string>)
            [
                arm.Arm,
                Numbers.Shown((long)arm.Scores.Count),
                .. arm.Values.Select((value, index) => Numbers.Shown(value, arm.Intervals?[index])),
            ])));
        content.Append("<div class=\"figures\">\n");
        for (int statistic = 0; statistic < AcrossTasks.Statistics.Count; statistic++)
        {
            content.Append(Show(
                ReportFigures.Across("all", statistic, across), statistic == AcrossTasks.Statistics.Count - 1 ? "The lower, the better." : "The higher, the better."));
        }

        content.Append(Show(
            ReportFigures.Profiles("all", "All tasks", true, "", across.Profiles), "Performance profile over all runs of all tasks."));
        content.Append("</div>\n").Append(PairTable(across.Pairs));
        AddSection("all", "All tasks together", content.ToString());
    }

    private void AddComparison(Comparison comparison)
    {
        string slug = _slugs[$"compare {comparison.Title}"];
        var content = new StringBuilder();
        content.Append(Curves(slug, comparison.Title, [.. comparison.Metrics.Select(each => each.Metric)]));
        foreach (MetricComparison each in comparison.Metrics)
        {
            content.Append(ArmTable(each.Metric)).Append(Html.Table(
                $"{Comparison.FirstSet} less {Comparison.SecondSet} in {each.Metric.Axis}, both resampled independently.",
                ["figure", "difference", "95 % interval"],
                [
                    ["median", Numbers.Shown(each.First.Quartiles.Median - each.Second.Quartiles.Median), Numbers.Shown(each.MedianDifference)],
                    ["IQM", Numbers.Shown(each.First.InterquartileMean - each.Second.InterquartileMean), Numbers.Shown(each.InterquartileDifference)],
                ]));
            content.Append(PairTable(each.Metric.Pairs));
        }

        content.Append(Notes(comparison.Metrics[0].Metric));
        content.Append("<h3>Settings that differ</h3>\n");
        content.Append(DifferenceTable("Settings in which the two sets differ.", [Comparison.FirstSet, Comparison.SecondSet], comparison.Differences));
        AddSection(slug, $"{Comparison.FirstSet} and {Comparison.SecondSet}: {comparison.Title}", content.ToString());
    }
}
