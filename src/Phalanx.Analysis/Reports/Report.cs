using Phalanx.Analysis.Runs;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Reports;

/// <summary>Everything that a report says, computed: what is written of it are tables, figures and words.</summary>
public sealed record Report
{
    /// <summary>The seed of all intervals.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The groups of runs.</summary>
    public required IReadOnlyList<RunGroup> Groups { get; init; }

    /// <summary>What was left out, each with the reason in a sentence.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>What the arms gave, task by task.</summary>
    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>What the arms gave over several tasks; null where they have nothing in common.</summary>
    public required AcrossTasks? Across { get; init; }

    /// <summary>Two sets side by side; empty when no sets were named.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>What the weights of the runs came to in many fresh episodes; null where that was not asked for.</summary>
    public AbsoluteTests? Absolute { get; init; }

    /// <summary>All runs, in the order of the groups.</summary>
    public IEnumerable<FinishedRun> Runs => Groups.SelectMany(group => group.Runs);

    /// <summary>Computes.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="options">What the report is to be made with.</param>
    /// <exception cref="UserErrorException">There is no run that came to its end.</exception>
    public static Report Of(LoadedRuns runs, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(options);
        if (runs.Runs.Count == 0)
        {
            throw new UserErrorException($"none of the runs can be reported on: {string.Join("; ", runs.LeftOut.Take(3))}");
        }

        var grouping = RunGrouping.Of(runs.Runs);
        string[] arms = [.. grouping.Groups.Select(group => group.Arm).Distinct()];
        TaskResult[] tasks =
        [
            .. grouping.Groups.GroupBy(group => group.Task).Select(task => TaskResult.Of([.. task], options, arm => Array.IndexOf(arms, arm))),
        ];
        return new Report
        {
            Seed = options.Seed,
            Groups = grouping.Groups,
            LeftOut = [.. runs.LeftOut, .. grouping.LeftOut],
            Tasks = tasks,
            Across = AcrossTasks.Of(tasks, options.Seed),
        };
    }
}
