using System.Text.Json.Nodes;
using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Reports;

/// <summary>
/// The tests of a family of tasks in the form that marl-eval reads. That program takes the keys of runs and steps from the first algorithm of
/// the first task and uses them for all, so everything is cut to the seeds and steps that all runs have; and it takes the distance of the first two
/// steps for that of all. Numbers are the raw ones, since it normalises by itself.
/// </summary>
/// <param name="Family">What the tasks have in common: the first part of their names.</param>
/// <param name="Document">The document; null where no document is possible.</param>
/// <param name="Notes">What was cut, in sentences.</param>
public sealed record MarlEvalFile(string Family, JsonObject? Document, IReadOnlyList<string> Notes)
{
    private const string WinRate = "win_rate";

    /// <summary>The documents of all families.</summary>
    /// <param name="report">The report.</param>
    public static IReadOnlyList<MarlEvalFile> All(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);

        // Only tasks with the same arms go together.
        var families = report.Groups.GroupBy(group => group.Task)
            .GroupBy(task => (Family: FamilyOf(task.First().Environment), Arms: string.Join('\n', task.Select(group => group.Arm).Order(StringComparer.Ordinal))))
            .Select(same => (same.Key.Family, Groups: same.SelectMany(task => task).ToArray()))
            .ToArray();
        return
        [
            .. families.Select((family, place) => Of(
                families.Count(other => other.Family == family.Family) == 1
                    ? family.Family
                    : $"{family.Family}-{families.Take(place + 1).Count(other => other.Family == family.Family)}",
                family.Groups,
                report.Absolute)),
        ];
    }

    private static string FamilyOf(string environment) => Slug.Of(environment.Split('/')[0]);

    private static MarlEvalFile Of(string family, RunGroup[] groups, AbsoluteTests? absolute)
    {
        List<string> notes = [];
        (string[] runKeys, FinishedRun[][] runs) = CutRuns(groups, notes);
        FinishedRun[] all = [.. runs.SelectMany(each => each)];
        long[] steps = CommonSteps(all, notes);
        if (steps.Length == 0 || all.FirstOrDefault(run => !HasAll(run, MetricName.Return, steps)) is not null)
        {
            string reason = steps.Length == 0
                ? "the runs have no tests at equal distances in common"
                : $"the run '{all.First(run => !HasAll(run, MetricName.Return, steps)).Path}' has a test without a return";
            return new MarlEvalFile(family, null, [.. notes, $"there is no file, since {reason}"]);
        }

        bool hasWins = all.All(run => HasAll(run, MetricName.Win, steps));
        absolute = WhereAllHave(absolute, all, hasWins, notes);
        IReadOnlyDictionary<string, string> taskKeys = Slug.Unique(groups.Select(group => TaskName(group.Task)));
        IReadOnlyDictionary<string, string> armKeys = Slug.Unique(groups.Select(group => group.Arm));
        var tasks = new JsonObject();
        for (int place = 0; place < groups.Length; place++)
        {
            string task = taskKeys[TaskName(groups[place].Task)];
            JsonObject arms = tasks[task]?.AsObject() ?? [];
            tasks[task] = arms;
            var ofArm = new JsonObject();
            for (int run = 0; run < runKeys.Length; run++)
            {
                ofArm[runKeys[run]] = RunDocument(runs[place][run], steps, hasWins, absolute);
            }

            arms[armKeys[groups[place].Arm]] = ofArm;
        }

        return new MarlEvalFile(family, new JsonObject { [family] = tasks }, notes);
    }

    private static (string[] Keys, FinishedRun[][] Runs) CutRuns(RunGroup[] groups, List<string> notes)
    {
        ulong[] common = [.. groups[0].Runs.Select(run => run.Seed).Where(seed => groups.All(group => group.Runs.Any(run => run.Seed == seed)))];
        int least = groups.Min(group => group.Runs.Count);
        if (common.Length > 0)
        {
            foreach (RunGroup group in groups.Where(group => group.Runs.Count > common.Length))
            {
                notes.Add($"{group.Arm} on {group.Task} is cut from {group.Runs.Count} runs to the {common.Length} seeds that all arms have");
            }

            return (
                [.. common.Select(seed => $"seed_{seed}")],
                [.. groups.Select(group => common.Select(seed => group.Runs.First(run => run.Seed == seed)).ToArray())]);
        }

        notes.Add($"the arms have no seed in common: runs are numbered by their place, and cut to {least}");
        return ([.. Enumerable.Range(0, least).Select(place => $"seed_{place}")], [.. groups.Select(group => group.Runs.Take(least).ToArray())]);
    }

    /// <summary>The multiples of an interval at which every run has a test, from the first on. Empty where they are not at equal distances.</summary>
    private static long[] CommonSteps(FinishedRun[] runs, List<string> notes)
    {
        HashSet<long>[] ofRuns = [.. runs.Select(run => RowsByStep(run).Keys.ToHashSet())];
        long[] common = [.. ofRuns[0].Where(step => ofRuns.All(steps => steps.Contains(step))).Order()];
        if (ofRuns.Any(steps => steps.Count > common.Length))
        {
            notes.Add($"curves are cut to the {common.Length} tests that all runs have");
        }

        return common.Length > 0 && common[0] > 0 && common.Index().All(step => step.Item == common[0] * (step.Index + 1)) ? common : [];
    }

    private static bool HasAll(FinishedRun run, string metric, long[] steps)
    {
        Dictionary<long, int> rows = RowsByStep(run);
        RunCurve curve = run.Curve(metric);
        return run.Final(metric) is { } final && double.IsFinite(final)
            && steps.All(step => curve.Values[rows[step]] is { } value && double.IsFinite(value));
    }

    /// <summary>
    /// The absolute metric of the runs, if all have it: closing tests beside it would be compared with what they are not. The notes say which it is.
    /// </summary>
    private static AbsoluteTests? WhereAllHave(AbsoluteTests? absolute, FinishedRun[] runs, bool hasWins, List<string> notes)
    {
        string[] metrics = hasWins ? [MetricName.Return, MetricName.Win] : [MetricName.Return];
        AbsoluteTest?[] tests = [.. from run in runs from metric in metrics select absolute?.Find(run, metric)];
        if (tests.All(test => test is not null))
        {
            int best = tests.Count(test => test!.IsOfBestTest);
            notes.Add($"absolute_metrics are of {AbsoluteTest.Factor} times as many fresh episodes as a test has, {best} of {tests.Length} by the weights of the best test and the others by the closing ones");
            return absolute;
        }

        notes.Add("absolute_metrics are those of the closing test, which has as many episodes as the others"
            + (absolute is null ? "" : ", since not all runs have weights"));
        return null;
    }

    private static JsonObject RunDocument(FinishedRun run, long[] steps, bool hasWins, AbsoluteTests? absolute)
    {
        var document = new JsonObject();
        Dictionary<long, int> rows = RowsByStep(run);
        RunCurve returns = run.Curve(MetricName.Return);
        RunCurve wins = run.Curve(MetricName.Win);
        for (int number = 0; number < steps.Length; number++)
        {
            int row = rows[steps[number]];
            document[$"step_{number + 1}"] = Metrics(returns.Values[row], hasWins ? wins.Values[row] : null, steps[number]);
        }

        document["absolute_metrics"] = Metrics(Absolute(MetricName.Return), hasWins ? Absolute(MetricName.Win) : null, null);
        return document;

        double? Absolute(string metric) => absolute is null ? run.Final(metric) : absolute.Find(run, metric)!.Value;
    }

    /// <summary>Metrics are lists, here of one number, since a row of metrics has means only.</summary>
    private static JsonObject Metrics(double? returned, double? won, long? step)
    {
        var document = new JsonObject();
        if (step is { } count)
        {
            document["step_count"] = count;
        }

        document[MetricName.Return] = new JsonArray(JsonValue.Create(returned!.Value));
        if (won is { } share)
        {
            document[WinRate] = new JsonArray(JsonValue.Create(share));
        }

        return document;
    }

    private static Dictionary<long, int> RowsByStep(FinishedRun run)
    {
        Dictionary<long, int> rows = [];
        for (int row = 0; row < run.Metrics.Rows; row++)
        {
            rows[run.Metrics.TEnv[row] / run.EvaluationInterval * run.EvaluationInterval] = row;
        }

        return rows;
    }

    private static string TaskName(string task) => task[(task.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
