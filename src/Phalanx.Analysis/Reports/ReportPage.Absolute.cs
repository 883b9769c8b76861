using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

// What the weights of the runs come to in many fresh episodes, where that was asked for.
public sealed partial class ReportPage
{
    private const int MostReasons = 20;

    private void AddAbsolute()
    {
        if (_report.Absolute is not { } absolute)
        {
            return;
        }

        string table = absolute.Count == 0 ? "" : Html.Table(
            "Absolute metric: what the weights of the runs came to in fresh episodes.",
            ["task", "arm", "metric", "runs", "of the best test", "median [25 – 75 %]", "mean ± 95 %", "IQM"],
            from task in _report.Tasks
            from metric in task.Metrics
            from arm in metric.Arms
            let tests = arm.Group.Runs.Select(run => absolute.Find(run, metric.Metric)).OfType<AbsoluteTest>().ToArray()
            where tests.Length > 0
            select AbsoluteRow(task.Task, arm.Group.Arm, metric.Axis, tests),
            words: 3);
        string how = Html.List(
        [
            $"Every run that has weights played {AbsoluteTest.Factor} times as many greedy episodes as its tests have. These episodes have seeds of their own, (seed of the run, purpose, number), so no test and no training of the run had one of them, and they are the same whenever the report is made.",
            "The weights are those of the run's best test in the metric where there is a checkpoint of that very step; of equally good ones the first. For all other runs they are the closing ones. The column says how many runs are of the first kind, and absolute.csv has each.",
            "The best of many noisy tests is better than its weights are. A test of fresh episodes is not chosen, so it does not have this fault.",
        ]);
        string reasons = absolute.LeftOut.Count == 0 ? "" : Html.Paragraph($"{Count(absolute.LeftOut.Count, "run")} could not be tested:")
            + Html.List(absolute.LeftOut.Take(MostReasons))
            + (absolute.LeftOut.Count > MostReasons ? Html.Paragraph($"The other {absolute.LeftOut.Count - MostReasons} are in report.json.") : "");
        AddSection("absolute", "Absolute metric", table + how + reasons);
    }

    private static IReadOnlyList<string> AbsoluteRow(string task, string arm, string metric, AbsoluteTest[] tests)
    {
        double[] values = [.. tests.Select(test => test.Value)];
        Quartiles quartiles = Quantiles.Quartiles(values);
        var mean = MeanEstimate.Of(values);
        return
        [
            task,
            arm,
            metric,
            Numbers.Shown((long)tests.Length),
            Numbers.Shown((long)tests.Count(test => test.IsOfBestTest)),
            Numbers.Shown(quartiles.Median, tests.Length > 1 ? new Interval(quartiles.Lower, quartiles.Upper) : null),
            mean.HalfWidth is { } half ? $"{Numbers.Shown(mean.Mean)} ± {Numbers.Shown(half)}" : Numbers.Shown(mean.Mean),
            Numbers.Shown(Aggregates.InterquartileMean.Of(ScoreMatrix.OfTask(values))),
        ];
    }
}
