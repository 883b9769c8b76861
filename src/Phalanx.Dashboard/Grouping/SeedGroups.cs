using Phalanx.Dashboard.Following;

namespace Phalanx.Dashboard.Grouping;

/// <summary>Sorts runs into groups.</summary>
internal static class SeedGroups
{
    /// <summary>The groups of runs, in the order of environments, algorithms and first paths.</summary>
    public static IReadOnlyList<SeedGroup> Of(IEnumerable<RunView> runs)
    {
        SeedGroup[] groups =
        [
            .. runs.GroupBy(run => run.GroupId).Select(alike => new SeedGroup(alike.Key, [.. alike.OrderBy(Seed).ThenBy(run => run.Place.Path, StringComparer.Ordinal)])),
        ];
        return
        [
            .. groups.GroupBy(group => (group.Environment, group.Algorithm))
                .OrderBy(same => same.Key.Environment, StringComparer.Ordinal).ThenBy(same => same.Key.Algorithm, StringComparer.Ordinal)
                .SelectMany(same => Told([.. same])),
        ];
    }

    /// <summary>The settings in which runs differ, with the text of each; null where one has no such setting.</summary>
    /// <param name="settings">The settings of each.</param>
    /// <param name="counts">Which paths count.</param>
    /// <param name="equal">Whether those that are equal in all are wanted too.</param>
    public static IReadOnlyList<(string Path, string?[] Values)> Differences(
        IReadOnlyList<SettingsText> settings, Func<string, bool> counts, bool equal = false) =>
    [
        .. from path in settings.SelectMany(each => each.All.Select(setting => setting.Key)).Distinct().Where(counts)
           let values = settings.Select(each => each[path]).ToArray()
           where equal || values.Distinct().Count() > 1
           select (path, values),
    ];

    private static ulong Seed(RunView run) => ulong.TryParse(run.Settings?.Seed, out ulong seed) ? seed : ulong.MaxValue;

    private static IEnumerable<SeedGroup> Told(SeedGroup[] same)
    {
        if (same.Length == 1 || same.Any(group => group.Runs[0].Settings is null))
        {
            return same;
        }

        IReadOnlyList<(string Path, string?[] Values)> differences = Differences([.. same.Select(group => group.Runs[0].Settings!)], SettingsText.Decides);
        return same.Select((group, index) => group with
        {
            Differs = [.. differences.Select(setting => KeyValuePair.Create(setting.Path, setting.Values[index] ?? "unset"))],
        });
    }
}
