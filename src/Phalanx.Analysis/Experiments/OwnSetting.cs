using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>
/// A setting of runs whose value is this library's own: no paper and no public code has it. What runs with such settings show is a finding about
/// these settings too, so verdicts name them.
/// </summary>
/// <param name="Path">The setting.</param>
/// <param name="Text">Its value as it is written in files.</param>
/// <param name="Source">Why it is ours, in the words of the preset or of the experiment.</param>
/// <param name="Arms">The ids of the arms that have it.</param>
/// <param name="IsOfAll">Whether these are all arms that are compared.</param>
public sealed record OwnSetting(string Path, string Text, string Source, IReadOnlyList<string> Arms, bool IsOfAll)
{
    /// <summary>What the source of such a value begins with, in presets and in experiments.</summary>
    public const string SourceOfOurs = "this library";

    // More would hide the numbers that a line is for; documents have all.
    private const int MostTold = 3;

    /// <summary>Those of the settings of a run that are ours and can change a result.</summary>
    /// <param name="settings">The settings of the run.</param>
    public static IReadOnlyList<ResolvedSetting> Among(IEnumerable<ResolvedSetting> settings) =>
        [.. settings.Where(setting => setting.ChangesResults && setting.Origin.Source.StartsWith(SourceOfOurs, StringComparison.Ordinal))];

    /// <summary>The settings of several arms, each value once.</summary>
    /// <param name="arms">The id of every arm, with its settings of ours; an arm is there once for every environment.</param>
    public static IReadOnlyList<OwnSetting> Of(IReadOnlyCollection<(string Arm, IReadOnlyList<ResolvedSetting> Settings)> arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        int all = arms.Select(each => each.Arm).Distinct().Count();
        return
        [
            .. arms.SelectMany(each => each.Settings, (each, setting) => (each.Arm, Setting: setting))
                .GroupBy(each => (each.Setting.Path, each.Setting.Text, each.Setting.Origin.Source))
                .Select(same => (same.Key, Arms: same.Select(each => each.Arm).Distinct().ToArray()))
                .Select(same => new OwnSetting(same.Key.Path, same.Key.Text, same.Key.Source, same.Arms, same.Arms.Length == all)),
        ];
    }

    /// <summary>The settings that every one of several lists has for all of its arms.</summary>
    /// <param name="lists">The lists. One alone has nothing in common with another.</param>
    public static IReadOnlyList<OwnSetting> CommonTo(IReadOnlyCollection<IReadOnlyList<OwnSetting>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return lists.Count < 2 ? [] : [.. lists.First().Where(setting => lists.All(list => list.Any(setting.IsCommonWith)))];
    }

    /// <summary>Whether another one is the same value of all arms, whichever arms they are.</summary>
    /// <param name="other">The other one.</param>
    public bool IsCommonWith(OwnSetting other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsOfAll && other.IsOfAll && (Path, Text) == (other.Path, other.Text);
    }

    /// <summary>Some settings in a few words: <c>training.steps 2000000, learner.lr 0.001 of qmix, and 2 more</c>.</summary>
    /// <param name="settings">The settings, at least one.</param>
    public static string Words(IReadOnlyList<OwnSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IEnumerable<string> told = settings.Take(MostTold).Select(setting => $"{setting.Path} {setting.Text}{(setting.IsOfAll ? "" : $" of {string.Join(", ", setting.Arms)}")}");
        return string.Join(", ", settings.Count > MostTold ? told.Append($"and {settings.Count - MostTold} more") : told);
    }
}
