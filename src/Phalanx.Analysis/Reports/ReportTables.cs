using System.Globalization;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>The numbers of a report as CSV, with all their digits.</summary>
public static class ReportTables
{
    /// <summary>One row for every arm, task and metric.</summary>
    /// <param name="report">The report.</param>
    public static string Arms(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new CsvTable(
            "task", "arm", "metric", "score", "runs", "failed", "median", "q25", "q75", "mean", "standard_error", "mean_low", "mean_high",
            "iqm", "iqm_low", "iqm_high", "best", "auc", "level_1", "first_1", "level_2", "first_2", "wall_seconds", "steps_per_second");
        foreach ((TaskResult task, MetricResult metric, ArmResult arm) in Rows(report))
        {
            table.Add(
            [
                task.Task, arm.Group.Arm, metric.Metric, Lower(metric.Score), Whole(arm.Scores.Count), Whole(arm.Failed),
                Numbers.Exact(arm.Quartiles.Median), Numbers.Exact(arm.Quartiles.Lower), Numbers.Exact(arm.Quartiles.Upper),
                Numbers.Exact(arm.Mean.Mean), Numbers.Exact(arm.Mean.StandardError), .. Ends(arm.Mean.Interval),
                Numbers.Exact(arm.InterquartileMean), .. Ends(arm.InterquartileInterval), Numbers.Exact(arm.Best), Numbers.Exact(arm.Area),
                .. Enumerable.Range(0, 2).SelectMany(level => level < metric.Levels.Count
                    ? new[] { Numbers.Exact(metric.Levels[level]), Numbers.Exact(arm.FirstSteps[level]) }
                    : ["", ""]),
                Numbers.Exact(arm.WallSeconds), Numbers.Exact(arm.StepsPerSecond),
            ]);
        }

        return table.ToString();
    }

    /// <summary>One row for every point of every curve.</summary>
    /// <param name="report">The report.</param>
    public static string Curves(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new CsvTable("task", "arm", "metric", "t_env", "runs", "median", "q25", "q75", "mean", "mean_low", "mean_high", "iqm", "iqm_low", "iqm_high");
        foreach ((TaskResult task, MetricResult metric, ArmResult arm) in Rows(report))
        {
            ArmCurve curve = arm.Curve;
            for (int point = 0; point < curve.Steps.Count; point++)
            {
                table.Add(
                [
                    task.Task, arm.Group.Arm, metric.Metric, curve.Steps[point].ToString(CultureInfo.InvariantCulture), Whole(arm.Scores.Count),
                    Numbers.Exact(curve.Quartiles[point].Median), Numbers.Exact(curve.Quartiles[point].Lower), Numbers.Exact(curve.Quartiles[point].Upper),
                    Numbers.Exact(curve.Means[point].Mean), .. Ends(curve.Means[point].Interval),
                    Numbers.Exact(curve.InterquartileMeans[point]), .. Ends(curve.InterquartileIntervals?[point]),
                ]);
            }
        }

        return table.ToString();
    }

    /// <summary>One row for every run.</summary>
    /// <param name="report">The report.</param>
    public static string Runs(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new CsvTable("task", "arm", "seed", "run", "t_env", "metric", "score_figure", "score", "final", "wall_seconds", "steps_per_second", "version");
        foreach ((TaskResult task, MetricResult metric, ArmResult arm) in Rows(report))
        {
            for (int place = 0; place < arm.Scores.Count; place++)
            {
                var run = arm.Group.Runs[place];
                table.Add(
                    task.Task, arm.Group.Arm, run.Seed.ToString(CultureInfo.InvariantCulture), run.Path, run.Summary.TEnv.ToString(CultureInfo.InvariantCulture),
                    metric.Metric, Lower(metric.Score), Numbers.Exact(arm.Scores[place]), Numbers.Exact(run.Final(metric.Metric)),
                    Numbers.Exact(run.Summary.WallSeconds), Numbers.Exact(run.Summary.TEnv / run.Summary.WallSeconds), run.Summary.Version);
            }
        }

        return table.ToString();
    }

    /// <summary>One row for every pair of arms.</summary>
    /// <param name="report">The report.</param>
    public static string Pairs(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new CsvTable("task", "metric", "arm", "against", "probability_of_improvement", "low", "high");
        IEnumerable<(string Task, string Metric, PairResult Pair)> pairs =
        [
            .. from task in report.Tasks from metric in task.Metrics from pair in metric.Pairs select (task.Task, metric.Metric, pair),
            .. from pair in report.Across?.Pairs ?? [] select ("all tasks", "normalised", pair),
        ];
        foreach ((string task, string metric, PairResult pair) in pairs)
        {
            table.Add([task, metric, pair.First, pair.Second, Numbers.Exact(pair.Probability), .. Ends(pair.Interval)]);
        }

        return table.ToString();
    }

    /// <summary>One row for every run that was tested on fresh episodes, and metric.</summary>
    /// <param name="report">The report.</param>
    public static string Absolute(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = new CsvTable("task", "arm", "seed", "run", "metric", "weights", "t_env", "episodes", "value", "final");
        foreach (RunGroup group in report.Groups)
        {
            foreach (FinishedRun run in group.Runs)
            {
                foreach (AbsoluteTest test in report.Absolute?.Of(run) ?? [])
                {
                    table.Add(
                        group.Task, group.Arm, run.Seed.ToString(CultureInfo.InvariantCulture), run.Path, test.Metric, test.IsOfBestTest ? "best" : "closing",
                        test.TEnv.ToString(CultureInfo.InvariantCulture), Whole(test.Episodes), Numbers.Exact(test.Value), Numbers.Exact(run.Final(test.Metric)));
                }
            }
        }

        return table.ToString();
    }

    private static IEnumerable<(TaskResult Task, MetricResult Metric, ArmResult Arm)> Rows(Report report) =>
        from task in report.Tasks from metric in task.Metrics from arm in metric.Arms select (task, metric, arm);

    private static string[] Ends(Interval? interval) => [Numbers.Exact(interval?.Low), Numbers.Exact(interval?.High)];

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Lower(ScoreForm score) => score.ToString().ToLowerInvariant();
}
