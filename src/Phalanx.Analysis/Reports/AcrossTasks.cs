using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>The aggregates of an arm over all tasks.</summary>
/// <param name="Arm">The name of the arm.</param>
/// <param name="Colour">The place of the arm among the colours.</param>
/// <param name="Scores">The normalised scores.</param>
/// <param name="Values">The aggregates, in the order of <see cref="AcrossTasks.Statistics"/>.</param>
/// <param name="Intervals">Their intervals; null where every task has one run, or a run failed.</param>
public sealed record AcrossArm(string Arm, int Colour, ScoreMatrix Scores, IReadOnlyList<double> Values, IReadOnlyList<Interval>? Intervals);

/// <summary>What arms gave over several tasks together. It takes the tasks that have bounds, and the arms that have runs on all of those.</summary>
public sealed record AcrossTasks
{
    /// <summary>The names of the aggregates, with what computes them.</summary>
    public static IReadOnlyList<(string Name, ScoreStatistic Statistic)> Statistics { get; } =
    [
        ("IQM", Aggregates.InterquartileMean),
        ("median over tasks", Aggregates.MedianOverTasks),
        ("mean", Aggregates.Mean),
        ("optimality gap", Aggregates.OptimalityGap),
    ];

    /// <summary>The tasks.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>The arms.</summary>
    public required IReadOnlyList<AcrossArm> Arms { get; init; }

    /// <summary>All pairs of arms.</summary>
    public required IReadOnlyList<PairResult> Pairs { get; init; }

    /// <summary>The profiles of the arms.</summary>
    public required IReadOnlyList<ProfileResult> Profiles { get; init; }

    /// <summary>Computes.</summary>
    /// <param name="tasks">All tasks.</param>
    /// <param name="seed">The seed of the report.</param>
    /// <returns>Null without two tasks that have bounds, or without an arm on all of them.</returns>
    public static AcrossTasks? Of(IReadOnlyList<TaskResult> tasks, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        MetricResult[] bounded = [.. tasks.Select(task => task.Primary).Where(metric => metric.Bounds is not null)];
        string[] common = bounded.Length < 2
            ? []
            : [.. bounded[0].Arms.Select(arm => arm.Group.Arm).Where(name => bounded.All(metric => metric.Arms.Any(arm => arm.Group.Arm == name)))];
        if (common.Length == 0)
        {
            return null;
        }

        AcrossArm[] arms = [.. common.AsParallel().AsOrdered().Select(name => ArmOf(name, bounded, seed))];
        return new AcrossTasks
        {
            Tasks = [.. tasks.Where(task => task.Primary.Bounds is not null).Select(task => task.Task)],
            Arms = arms,
            Pairs = PairResult.All([.. arms.Select(arm => (arm.Arm, arm.Scores))], seed),
            Profiles = [.. arms.AsParallel().AsOrdered().Select(arm => ProfileResult.Of(arm.Arm, arm.Colour, arm.Scores, PerformanceProfile.DefaultThresholds, seed))],
        };
    }

    private static AcrossArm ArmOf(string name, MetricResult[] metrics, ulong seed)
    {
        ArmResult[] results = [.. metrics.Select(metric => metric.Arms.First(arm => arm.Group.Arm == name))];
        var scores = new ScoreMatrix([.. results.Select((arm, task) => (IReadOnlyList<double>)[.. arm.Scores.Select(metrics[task].Bounds!.Normalise)])]);
        bool sound = scores.Count > scores.Tasks && results.All(arm => arm.Failed == 0);
        return new AcrossArm(
            name,
            results[0].Colour,
            scores,
            [.. Statistics.Select(each => each.Statistic.Of(scores))],
            sound ? new StratifiedBootstrap(seed, ReportPurposes.Aggregates).IntervalsOf(scores, [.. Statistics.Select(each => each.Statistic)]) : null);
    }
}
