using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Finds the setting that was probably meant by a path that no setting has.</summary>
internal static class UnknownPaths
{
    /// <summary>The end of the sentence: the nearest path if there is one, else what there is where the path leads.</summary>
    public static string Advice(string path, IReadOnlyCollection<string> settings, IReadOnlyDictionary<string, List<string>> groups, string root)
    {
        string group = GroupOf(path);
        string? meant = group.Length > 0 && groups.TryGetValue(group, out List<string>? members)
            ? NearestIn(members, path) is { } name ? $"{group}.{name}" : InAnotherGroup(path, settings)
            : NearestName.Of(path, settings) ?? NearestName.Of(path, groups.Keys.Where(known => known.Length > 0)) ?? InAnotherGroup(path, settings);
        return meant is not null ? NearestName.DidYouMean(meant) : ListOf(groups.ContainsKey(group) ? group : root, groups);
    }

    /// <summary>The setting of another group that has the last name: "rate" alone, or "other.rate".</summary>
    private static string? InAnotherGroup(string path, IReadOnlyCollection<string> settings) =>
        NearestIn(settings.Select(LastOf), path) is { } last ? settings.First(setting => LastOf(setting) == last) : null;

    // Only last names are compared: of whole paths half the letters agree anyway when the group is right.
    private static string? NearestIn(IEnumerable<string> names, string path) => NearestName.Of(LastOf(path), names);

    private static string ListOf(string group, IReadOnlyDictionary<string, List<string>> groups)
    {
        List<string> members = groups[group];
        if (group.Length == 0)
        {
            return $"; settings are in the groups {Wording.Listed(members)}";
        }

        return members.Count == 0 ? $"; {group} has no settings" : $"; {group} has {Wording.Listed(members)}";
    }

    private static string GroupOf(string path) => path[..Math.Max(0, path.LastIndexOf('.'))];

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
