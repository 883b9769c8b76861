using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Analysis.Runs;

/// <summary>
/// The settings of a run as paths and texts, in the order of its <c>settings.yaml</c>. They are read as they are written, so that runs of
/// environments and algorithms that this program does not know can be compared too.
/// </summary>
public static class FlatSettings
{
    private const string Content = "settings";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Foundation.UserErrorException">It cannot be read, or is none of settings.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path) => [.. Flatten(DocumentNode.ReadFile(path, Content))];

    /// <summary>Those of settings that are bound, as their file would have them.</summary>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(RunSettings settings) =>
        [.. Flatten(DocumentNode.Read(SettingsYaml.Write(settings), RunDirectory.SettingsFile, Content))];

    /// <summary>Reads one setting that is a whole number.</summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">The path of the setting.</param>
    /// <returns>Null where the file does not have it, or has no number there.</returns>
    /// <exception cref="Foundation.UserErrorException">The file cannot be read, or is none of settings.</exception>
    public static long? NumberIn(string path, string setting) =>
        long.TryParse(Read(path).FirstOrDefault(given => given.Key == setting).Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static IEnumerable<KeyValuePair<string, string>> Flatten(DocumentNode group) => group.Members().SelectMany(
        member => member.IsGroup ? Flatten(member) : [new(member.Path, group.Find(member.Key) is { } given ? Text(given) : "null")]);

    private static string Text(DocumentNode node) => node.IsText ? node.Text() : $"[{string.Join(", ", node.Items().Select(Text))}]";
}
