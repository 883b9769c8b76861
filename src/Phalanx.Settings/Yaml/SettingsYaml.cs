using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Phalanx.Settings;

/// <summary>
/// Writes <c>settings.yaml</c>: every setting of a run, and the names of its algorithm and environment. The same settings make the same
/// text, and a run configured by that file alone has the same settings.
/// </summary>
public static class SettingsYaml
{
    private static readonly TextKind Name = new([]);

    /// <summary>The settings as YAML.</summary>
    /// <param name="run">The settings.</param>
    /// <typeparam name="TRun">The record of all settings.</typeparam>
    /// <exception cref="Foundation.UserErrorException">A setting has a value that is not allowed.</exception>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static string Write<TRun>(TRun run)
        where TRun : class, IRunSettings<TRun>
    {
        ArgumentNullException.ThrowIfNull(run);
        SettingChecks.ThrowIfInvalid(run);
        StringBuilder yaml = new($"# {TRun.Heading}\n");
        string[] groups = [];
        foreach ((string path, string value) in LinesOf(run))
        {
            string[] names = path.Split('.');
            OpenGroups(yaml, groups, names);
            yaml.Append(' ', 2 * (names.Length - 1)).Append(names[^1]).Append(": ").Append(value).Append('\n');
            groups = names[..^1];
        }

        return yaml.ToString();
    }

    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    private static IEnumerable<(string Path, string Value)> LinesOf<TRun>(TRun run)
        where TRun : class, IRunSettings<TRun>
    {
        ILookup<string, (string, string)> lines = SettingsTree.Of(run).Settings.ToLookup(
            setting => setting.Path[..setting.Path.IndexOf('.', StringComparison.Ordinal)],
            setting => (setting.Path, setting.Kind.Write(setting.Default)));
        string[] named = [RunNames.EnvironmentGroup, RunNames.AlgorithmGroup];
        return
        [
            (RunNames.Environment, Name.Write(run.EnvironmentName)),
            .. lines[RunNames.EnvironmentGroup],
            (RunNames.Algorithm, Name.Write(run.AlgorithmName)),
            .. lines[RunNames.AlgorithmGroup],
            .. lines.Where(group => !named.Contains(group.Key)).SelectMany(group => group),
        ];
    }

    /// <summary>Writes the names of the groups that a setting is in and the one before it was not.</summary>
    private static void OpenGroups(StringBuilder yaml, string[] before, string[] names)
    {
        int shared = 0;
        while (shared < names.Length - 1 && shared < before.Length && names[shared] == before[shared])
        {
            shared++;
        }

        for (int level = shared; level < names.Length - 1; level++)
        {
            yaml.Append(' ', 2 * level).Append(names[level]).Append(":\n");
        }
    }
}
