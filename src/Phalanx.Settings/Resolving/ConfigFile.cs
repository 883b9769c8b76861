using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>A file of settings, taken apart into the two names and the settings.</summary>
/// <param name="Path">The file.</param>
/// <param name="Environment">The environment that it names, or null.</param>
/// <param name="Algorithm">The algorithm that it names, or null.</param>
/// <param name="Settings">All else that is in it.</param>
internal sealed record ConfigFile(string Path, string? Environment, string? Algorithm, GivenGroup Settings)
{
    /// <summary>The settings without the group of the environment's own.</summary>
    public GivenGroup SettingsWithoutEnvironment => Settings with { Members = [.. Settings.Members.Where(member => member.Key != RunNames.EnvironmentGroup)] };

    public static ConfigFile Read(string path)
    {
        GivenGroup root = YamlReader.ReadFile(path);
        return new ConfigFile(
            path,
            NameIn(root, RunNames.EnvironmentGroup),
            NameIn(root, RunNames.AlgorithmGroup),
            (GivenGroup)InputFiles.Located(new GivenGroup([.. root.Members.Select(WithoutName)]), System.IO.Path.GetDirectoryName(path) ?? ""));
    }

    private static string? NameIn(GivenGroup root, string group) => (root[group] as GivenGroup)?[RunNames.Name] switch
    {
        null => null,
        GivenText name => name.Text,
        Given other => throw new UserErrorException($"{group}.{RunNames.Name} is {other.Shown}{other.Where}; it must be a name"),
    };

    private static KeyValuePair<string, Given> WithoutName(KeyValuePair<string, Given> member) =>
        member is { Key: RunNames.EnvironmentGroup or RunNames.AlgorithmGroup, Value: GivenGroup group }
            ? new(member.Key, group with { Members = [.. group.Members.Where(inner => inner.Key != RunNames.Name)] })
            : member;
}
