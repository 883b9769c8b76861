using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Reports;

/// <summary>What all arms gave on one task.</summary>
/// <param name="Task">What the task is called.</param>
/// <param name="Metrics">The metrics, the one that decides first: the share of won episodes where all runs have it, else the return.</param>
/// <param name="Differences">The settings in which the arms differ, with the text of each arm.</param>
public sealed record TaskResult(string Task, IReadOnlyList<MetricResult> Metrics, IReadOnlyList<SettingDifference> Differences)
{
    /// <summary>The metric that decides.</summary>
    public MetricResult Primary => Metrics[0];

    /// <summary>Computes.</summary>
    /// <param name="groups">The groups of the task.</param>
    /// <param name="options">What the report is to be made with.</param>
    /// <param name="colourOf">The place of an arm among the colours.</param>
    public static TaskResult Of(IReadOnlyList<RunGroup> groups, ReportOptions options, Func<string, int> colourOf)
    {
        ArgumentNullException.ThrowIfNull(groups);
        string[] metrics = groups.SelectMany(group => group.Runs).All(HasWins) ? [MetricName.Win, MetricName.Return] : [MetricName.Return];
        return new TaskResult(
            groups[0].Task,
            [.. metrics.Select(metric => MetricResult.Of(groups, metric, options, colourOf))],
            RunGrouping.Differences(groups));
    }

    private static bool HasWins(FinishedRun run) => run.Final(MetricName.Win) is not null && run.Curve(MetricName.Win).Values.All(value => value is not null);
}
