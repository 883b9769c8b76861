using System.Collections.Concurrent;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>The maps that come with the library, and those in files.</summary>
internal static class BattleMaps
{
    private static readonly ConcurrentDictionary<(string Name, BattleProfile Profile), BattleMap> Loaded = new();

    /// <summary>The names of the maps that come with the library: SMAC's 23, and one that its authors used before.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "3m", "8m", "25m", "5m_vs_6m", "8m_vs_9m", "10m_vs_11m", "27m_vs_30m", "MMM", "MMM2", "2s3z", "3s5z", "3s5z_vs_3s6z", "3s_vs_3z", "3s_vs_4z",
        "3s_vs_5z", "1c3s5z", "2m_vs_1z", "corridor", "6h_vs_8z", "2s_vs_1sc", "so_many_baneling", "bane_vs_bane", "2c_vs_64zg", "5m",
    ];

    /// <summary>Other names of maps, each with the name that the map has here.</summary>
    public static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string> { ["so_many_banelings"] = "so_many_baneling" };

    /// <summary>A map that comes with the library.</summary>
    /// <param name="name">Its name or another name of it.</param>
    /// <param name="profile">Whose numbers its units have.</param>
    /// <exception cref="UserErrorException">There is none; the message suggests the nearest name.</exception>
    public static BattleMap Load(string name, BattleProfile profile)
    {
        string map = Aliases.GetValueOrDefault(name, name);
        return Names.Contains(map)
            ? Loaded.GetOrAdd((map, profile), key => BattleMapReader.Read(BattleData.Open($"maps/{key.Name}"), key.Name, key.Profile))
            : throw new UserErrorException(Wording.Unknown("map", name, where: "", [.. Names, .. Aliases.Keys]));
    }

    /// <summary>The map in a file, called as the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">Whose numbers its units have.</param>
    /// <exception cref="UserErrorException">There is no map in it; the message says where and why.</exception>
    public static BattleMap FromFile(string path, BattleProfile profile) =>
        Read(DocumentNode.ReadFile(path, BattleData.Content), path, profile);

    /// <summary>The map in a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">What the text is called in sentences.</param>
    /// <param name="profile">Whose numbers its units have.</param>
    /// <exception cref="UserErrorException">There is no map in it; the message says where and why.</exception>
    public static BattleMap Parse(string yaml, string file, BattleProfile profile) => Read(DocumentNode.Read(yaml, file, BattleData.Content), file, profile);

    private static BattleMap Read(DocumentNode map, string file, BattleProfile profile) => BattleMapReader.Read(map, Path.GetFileNameWithoutExtension(file), profile);
}
