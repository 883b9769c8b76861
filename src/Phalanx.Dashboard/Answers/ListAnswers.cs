using Phalanx.Dashboard.Following;
using Phalanx.Dashboard.Grouping;
using Phalanx.Foundation;

namespace Phalanx.Dashboard.Answers;

/// <summary>Lists of runs and of groups: searched, sorted and cut into pages.</summary>
/// <param name="catalogue">The runs.</param>
internal sealed class ListAnswers(RunCatalogue catalogue)
{
    private const int MostOfPage = 500;
    private const int SizeOfPage = 50;

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
        (int page, int size) = Page(question);
        string? group = question["group"];
        RunView[] asked = [.. Asked(question).Where(run => group is null || run.GroupId == group)];
        IEnumerable<RunView> sorted = Sorted(asked, question["sort"] ?? "path", RunKeys);
        return new RunList(asked.Length, page, size, GroupRow.StatesOf(asked), [.. sorted.Skip((page - 1) * size).Take(size).Select(RunRow.Of)]);
    }

    /// <summary>The groups. Those that are being trained, or may be, come first where no order is asked for.</summary>
    public GroupList Groups(Question question)
    {
        (int page, int size) = Page(question);
        RunView[] asked = [.. Asked(question)];
        GroupRow[] groups = [.. SeedGroups.Of(asked).Select(GroupRow.Of)];
        IEnumerable<GroupRow> sorted = question["sort"] is { } sort
            ? Sorted(groups, sort, GroupKeys)
            : groups.OrderByDescending(group => group.States.ContainsKey("running")).ThenByDescending(group => group.States.ContainsKey("unknown"));
        return new GroupList(
            groups.Length, page, size, asked.Length, GroupRow.StatesOf(asked), [.. sorted.Skip((page - 1) * size).Take(size)]);
    }

    private static (int Page, int Size) Page(Question question) =>
        (question.Whole("page", 1, 1, 1_000_000), question.Whole("size", SizeOfPage, 1, MostOfPage));

    private IEnumerable<RunView> Asked(Question question)
    {
        var query = new RunQuery(question["query"], question["state"]);
        return catalogue.Runs.Select(run => run.View).Where(query.Matches);
    }

    /// <summary>Sorts by a key, a minus before it for the greatest first. What has no such value comes last, and equals stay in their order.</summary>
    private static IEnumerable<T> Sorted<T>(IEnumerable<T> rows, string sort, Dictionary<string, Func<T, IComparable?>> keys)
    {
        bool descending = sort.StartsWith('-');
        if (!keys.TryGetValue(sort.TrimStart('-'), out Func<T, IComparable?>? key))
        {
            throw new UserErrorException($"'sort' is '{sort}'; allowed are {string.Join(", ", keys.Keys)}, with a minus for the greatest first");
        }

        IComparer<IComparable?> order = Comparer<IComparable?>.Create((one, other) => one is string text && other is string with
            ? string.CompareOrdinal(text, with)
            : Comparer<IComparable?>.Default.Compare(one, other));
        IOrderedEnumerable<T> known = rows.OrderBy(row => key(row) is null);
        return descending ? known.ThenByDescending(key, order) : known.ThenBy(key, order);
    }
}
