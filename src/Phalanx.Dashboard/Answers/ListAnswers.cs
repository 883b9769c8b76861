using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Grouping;

namespace Phalanx.Dashboard.Answers;

/// <summary>Lists of runs and of groups: searched, sorted and cut into pages.</summary>
/// <param name="catalogue">The runs.</param>
internal sealed class ListAnswers(RunCatalogue catalogue)
{
    private static readonly Dictionary<string, Func<RunView, IComparable?>> RunKeys = new()
    {
        ["path"] = run => run.Place.Path,
        ["algorithm"] = run => run.Algorithm,
        ["environment"] = run => run.Environment,
        ["state"] = run => run.StateName,
        ["seed"] = run => ulong.TryParse(run.Settings?.Seed, out ulong seed) ? seed : null,
        ["t_env"] = run => run.TEnv,
        ["latest"] = run => run.Figures.Return,
        ["best"] = run => run.Figures.BestReturn,
        ["won"] = run => run.Figures.Won,
        ["speed"] = run => run.IsRunning ? run.Status?.StepsPerSecond : null,
        ["left"] = run => run.IsRunning ? run.Status?.SecondsLeft : null,
        ["updated"] = run => run.Updated,
    };

    private static readonly Dictionary<string, Func<GroupRow, IComparable?>> GroupKeys = new()
    {
        ["environment"] = group => group.Environment,
        ["algorithm"] = group => group.Algorithm,
        ["seeds"] = group => group.Seeds,
        ["t_env"] = group => group.TEnv,
        ["return"] = group => group.Return?.Median,
        ["won"] = group => group.Won?.Median,
        ["speed"] = group => group.Speed,
        ["left"] = group => group.Left,
        ["updated"] = group => group.Updated,
    };

    /// <summary>The runs.</summary>
    public RunList Runs(Question question)
    {
        (int page, int size) = ListPages.Asked(question);
        string? group = question["group"];
        RunView[] asked = [.. Asked(question).Where(run => group is null || run.GroupId == group)];
        IEnumerable<RunView> sorted = ListPages.Sorted(asked, question["sort"] ?? "path", RunKeys);
        return new RunList(asked.Length, page, size, GroupRow.StatesOf(asked), [.. sorted.Skip((page - 1) * size).Take(size).Select(RunRow.Of)]);
    }

    /// <summary>The groups. Those that are being trained, or may be, come first where no order is asked for.</summary>
    public GroupList Groups(Question question)
    {
        (int page, int size) = ListPages.Asked(question);
        RunView[] asked = [.. Asked(question)];
        GroupRow[] groups = [.. SeedGroups.Of(asked).Select(GroupRow.Of)];
        IEnumerable<GroupRow> sorted = question["sort"] is { } sort
            ? ListPages.Sorted(groups, sort, GroupKeys)
            : groups.OrderByDescending(group => group.States.ContainsKey("running")).ThenByDescending(group => group.States.ContainsKey("unknown"));
        return new GroupList(
            groups.Length, page, size, asked.Length, GroupRow.StatesOf(asked), [.. sorted.Skip((page - 1) * size).Take(size)]);
    }

    private IEnumerable<RunView> Asked(Question question)
    {
        var query = new RunQuery(question["query"], question["state"]);
        return catalogue.Runs.Select(run => run.View).Where(query.Matches);
    }
}
