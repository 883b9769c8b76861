using System.Collections.Frozen;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Runs;

/// <summary>
/// Sorts runs into groups by algorithm, environment and all settings that can change a result, but the seed and the length. The
/// runs of a group differ in their seeds, and in their lengths at most.
/// </summary>
/// <param name="Groups">The groups: by tasks and arms in the order in which they first occur.</param>
/// <param name="LeftOut">Runs that are there twice, each with the reason in a sentence.</param>
public sealed record RunGrouping(IReadOnlyList<RunGroup> Groups, IReadOnlyList<string> LeftOut)
{
    /// <summary>The runs of a group differ in seed and length; and what changes no result tells none apart.</summary>
    private static readonly FrozenSet<string> Ignored = new[] { "training.seed", "training.steps" }
        .Concat(SettingsDigest.WithoutEffect(new RunSettings { AlgorithmName = "", Algorithm = new(), EnvironmentName = "", Env = new() })).ToFrozenSet();

    /// <summary>Whether a setting tells groups apart.</summary>
    /// <param name="path">The path of the setting.</param>
    public static bool Decides(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return !Ignored.Contains(path);
    }

    /// <summary>Sorts.</summary>
    /// <param name="runs">The runs.</param>
    public static RunGrouping Of(IReadOnlyList<FinishedRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        List<string> leftOut = [];
        List<RunGroup> groups = [];
        foreach (var alike in runs.GroupBy(KeyOf))
        {
            List<FinishedRun> kept = [];
            foreach (var seed in alike.GroupBy(run => run.Seed).OrderBy(seed => seed.Key))
            {
                // The longest one serves; the order is stable.
                FinishedRun[] candidates = [.. seed.OrderByDescending(run => run.Steps)];
                kept.Add(candidates[0]);
                leftOut.AddRange(candidates.Skip(1).Select(run =>
                    $"the run '{run.Path}' has the settings and the seed of '{candidates[0].Path}' and is left out"));
            }

            groups.Add(new RunGroup(kept[0].Algorithm, kept[0].Environment, kept));
        }

        return new RunGrouping(Label(groups), leftOut);
    }

    /// <summary>The settings in which groups differ, with the text of each group; null where a group has no such setting.</summary>
    /// <param name="groups">The groups.</param>
    public static IReadOnlyList<SettingDifference> Differences(IReadOnlyList<RunGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        IEnumerable<string> paths = groups.SelectMany(group => group.Runs[0].Settings.Select(setting => setting.Key)).Where(Decides).Distinct();
        return
        [
            .. from path in paths
               let values = groups.Select(each => each[path]).ToArray()
               where values.Distinct().Count() > 1
               select new SettingDifference(path, values),
        ];
    }

    private static string KeyOf(FinishedRun run) => string.Join(
        '\n', run.Settings.Where(setting => Decides(setting.Key)).Select(setting => $"{setting.Key}: {setting.Value}").Order(StringComparer.Ordinal));

    private static RunGroup[] Label(List<RunGroup> groups)
    {
        // First the tasks, since what an arm is called depends on which groups are compared on one task.
        RunGroup[] ofTasks =
        [
            .. groups.GroupBy(group => group.Environment).SelectMany(same => Named(
                [.. same], RunNames.IsOfEnvironment, (group, differing) => group with { Task = $"{group.Environment}{differing}" })),
        ];
        return
        [
            .. ofTasks.GroupBy(group => group.Algorithm).SelectMany(same => NamedArms([.. same]))
                .OrderBy(group => Array.FindIndex(ofTasks, other => other.Task == group.Task))
                .ThenBy(group => groups.FindIndex(other => other.Algorithm == group.Algorithm)),
        ];
    }

    private static IEnumerable<RunGroup> NamedArms(RunGroup[] ofAlgorithm)
    {
        // Presets give other values on other environments. Only what differs on one task makes another arm.
        HashSet<string> telling =
        [
            .. ofAlgorithm.GroupBy(group => group.Task).SelectMany(task => Differences([.. task])).Select(difference => difference.Path),
        ];
        return Named(ofAlgorithm, telling.Contains, (group, differing) => group with { Arm = $"{group.Algorithm}{differing}" });
    }

    private static IEnumerable<RunGroup> Named(RunGroup[] groups, Func<string, bool> counts, Func<RunGroup, string, RunGroup> name)
    {
        string[] paths = [.. Differences(groups).Select(difference => difference.Path).Where(counts)];
        return groups.Select(group => name(
            group, paths.Length == 0 ? "" : $" ({string.Join(", ", paths.Select(path => $"{ShortName(path)} {group[path] ?? "unset"}"))})"));
    }

    private static string ShortName(string path) => path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];
}

/// <summary>A setting in which groups differ.</summary>
/// <param name="Path">The path of the setting.</param>
/// <param name="Values">Its text in each group; null where the group has no such setting.</param>
public sealed record SettingDifference(string Path, IReadOnlyList<string?> Values);
