using System.Text.Json.Nodes;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>A report as JSON, for other programs. What is no finite number is null.</summary>
public static class ReportDocument
{
    /// <summary>The document.</summary>
    /// <param name="report">The report.</param>
    public static JsonObject Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var document = new JsonObject
        {
            ["seed"] = report.Seed,
            ["runs"] = report.Runs.Count(),
            ["left_out"] = Array([.. report.LeftOut.Select(text => (JsonNode)text)]),
            ["tasks"] = Array([.. report.Tasks.Select(Of)]),
            ["all_tasks"] = report.Across is { } across ? Of(across) : null,
            ["comparisons"] = Array([.. report.Comparisons.Select(Of)]),
        };
        if (report.Absolute is { } absolute)
        {
            document["absolute"] = Of(absolute, report);
        }

        return document;
    }

    private static JsonObject Of(AbsoluteTests absolute, Report report) => new()
    {
        ["left_out"] = Array([.. absolute.LeftOut.Select(text => (JsonNode)text)]),
        ["runs"] = Array(
        [
            .. from run in report.Runs
               from test in absolute.Of(run)
               select new JsonObject
               {
                   ["run"] = run.Path,
                   ["metric"] = test.Metric,
                   ["value"] = Number(test.Value),
                   ["weights"] = test.IsOfBestTest ? "best" : "closing",
                   ["t_env"] = test.TEnv,
                   ["episodes"] = test.Episodes,
               },
        ]),
    };

    private static JsonObject Of(TaskResult task) => new()
    {
        ["task"] = task.Task,
        ["metrics"] = Array([.. task.Metrics.Select(Of)]),
        ["settings_that_differ"] = Array([.. task.Differences.Select(Of)]),
    };

    private static JsonObject Of(MetricResult metric) => new()
    {
        ["metric"] = metric.Metric,
        ["score"] = metric.Score.ToString().ToLowerInvariant(),
        ["bounds"] = metric.Bounds is { } bounds ? Ends(bounds.Low, bounds.High) : null,
        ["levels"] = Array([.. metric.Levels.Select(Number)]),
        ["arms"] = Array([.. metric.Arms.Select(Of)]),
        ["pairs"] = Array([.. metric.Pairs.Select(Of)]),
    };

    private static JsonObject Of(ArmResult arm) => new()
    {
        ["arm"] = arm.Group.Arm,
        ["algorithm"] = arm.Group.Algorithm,
        ["seeds"] = Array([.. arm.Group.Runs.Select(run => (JsonNode)run.Seed)]),
        ["scores"] = Array([.. arm.Scores.Select(score => Number(score))]),
        ["failed"] = arm.Failed,
        ["median"] = Number(arm.Quartiles.Median),
        ["quartiles"] = Ends(arm.Quartiles.Lower, arm.Quartiles.Upper),
        ["mean"] = Number(arm.Mean.Mean),
        ["mean_interval"] = Ends(arm.Mean.Interval),
        ["standard_error"] = Number(arm.Mean.StandardError),
        ["iqm"] = Number(arm.InterquartileMean),
        ["iqm_interval"] = Ends(arm.InterquartileInterval),
        ["best"] = Number(arm.Best),
        ["auc"] = Number(arm.Area),
        ["first"] = Array([.. arm.FirstSteps.Select(step => Number(step))]),
        ["wall_seconds"] = Number(arm.WallSeconds),
        ["steps_per_second"] = Number(arm.StepsPerSecond),
    };

    private static JsonObject Of(PairResult pair) => new()
    {
        ["arm"] = pair.First,
        ["against"] = pair.Second,
        ["probability_of_improvement"] = Number(pair.Probability),
        ["interval"] = Ends(pair.Interval),
    };

    private static JsonObject Of(AcrossTasks across) => new()
    {
        ["tasks"] = Array([.. across.Tasks.Select(task => (JsonNode)task)]),
        ["arms"] = Array([.. across.Arms.Select(arm => new JsonObject
        {
            ["arm"] = arm.Arm,
            ["aggregates"] = Array([.. AcrossTasks.Statistics.Select((each, index) => new JsonObject
            {
                ["name"] = each.Name,
                ["value"] = Number(arm.Values[index]),
                ["interval"] = Ends(arm.Intervals?[index]),
            })]),
        })]),
        ["pairs"] = Array([.. across.Pairs.Select(Of)]),
    };

    private static JsonObject Of(Comparison comparison) => new()
    {
        ["title"] = comparison.Title,
        ["settings_that_differ"] = Array([.. comparison.Differences.Select(Of)]),
        ["metrics"] = Array([.. comparison.Metrics.Select(each => new JsonObject
        {
            ["metric"] = each.Metric.Metric,
            ["a"] = Of(each.First),
            ["b"] = Of(each.Second),
            ["median_difference"] = Number(each.First.Quartiles.Median - each.Second.Quartiles.Median),
            ["median_difference_interval"] = Ends(each.MedianDifference),
            ["iqm_difference"] = Number(each.First.InterquartileMean - each.Second.InterquartileMean),
            ["iqm_difference_interval"] = Ends(each.InterquartileDifference),
            ["pairs"] = Array([.. each.Metric.Pairs.Select(Of)]),
        })]),
    };

    private static JsonObject Of(Runs.SettingDifference difference) => new()
    {
        ["setting"] = difference.Path,
        ["values"] = Array([.. difference.Values.Select(value => value is null ? null : (JsonNode)value)]),
    };

    private static JsonArray Array(JsonNode?[] items) => new(items);

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonValue? Number(double? value) => value is { } number ? Number(number) : null;

    private static JsonArray Ends(double low, double high) => [Number(low), Number(high)];

    private static JsonArray? Ends(Interval? interval) => interval is { } ends ? Ends(ends.Low, ends.High) : null;
}
