using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>The units, grounds and maps that come with the library: files in YAML, of the same form as those that users write.</summary>
internal static class BattleData
{
    /// <summary>What such files hold, in sentences.</summary>
    public const string Content = "battle maps";

    /// <summary>Opens one of them.</summary>
    /// <param name="name">Its path below <c>Battles/Data</c>, without the extension and in lower case folders: <c>maps/3m</c>.</param>
    public static DocumentNode Open(string name) => DocumentNode.ReadEmbedded(typeof(BattleData).Assembly, $"battles/{name}.yaml", Content);

    /// <summary>
    /// What a map is, in one line. All names and summaries are listed at every start, and this reads no more of a file than it needs.
    /// </summary>
    /// <param name="map">The name of the map.</param>
    public static string SummaryOf(string map)
    {
        const string Key = "summary: ";
        using var reader = new StreamReader(typeof(BattleData).Assembly.GetManifestResourceStream($"battles/maps/{map}.yaml")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                return line[Key.Length..];
            }
        }

        throw new InvalidDataException($"The map {map} has no summary.");
    }
}
