using System.Text;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// The maps that there are, and how one is recognised: by a line of text in place of the game's own map file, or by the name of the file, so that a client with
/// the game's files is served as well.
/// </summary>
internal static class ServedMaps
{
    /// <summary>What map files end with.</summary>
    public const string Ending = ".SC2Map";

    /// <summary>The folder of SMAC's maps in the game's folder of maps.</summary>
    public const string Folder = "SMAC_Maps";

    private const string Mark = "Phalanx map: ";
    private const int MostTextBytes = 1024;

    // The maps of SMACv2 are one flat ground with types of all units and no unit on it. Its code asks for the first under all names.
    private static readonly string[] WithoutUnits = ["32x32_flat", "10gen_empty", "10gen_protoss", "10gen_terran", "10gen_zerg"];

    private static readonly string[] TypesOfSmacV2 = ["baneling", "colossus", "hydralisk", "marauder", "marine", "medivac", "stalker", "zealot", "zergling"];

    /// <summary>The names of all maps: those of SMAC, one that its authors used before, and those of SMACv2.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BattleMaps.Names, .. WithoutUnits];

    /// <summary>What stands in a file in place of the game's map.</summary>
    /// <param name="name">The name of the map.</param>
    public static string TextOf(string name) => $"{Mark}{name}\n";

    /// <summary>The map that a client asks for; null when there is none.</summary>
    public static ServedMap? Find(LocalMap map)
    {
        string? name = NameIn(map.MapData.Span) ?? NameOf(map.MapPath);
        return name is null ? null : Find(name);
    }

    /// <summary>The map of a name; null when there is none.</summary>
    public static ServedMap? Find(string name)
    {
        if (WithoutUnits.Contains(name))
        {
            UnitTypes types = UnitTypes.Of(BattleProfile.Sc2);
            return new ServedMap { Name = name, Terrain = TerrainReader.BuiltIn["flat"], TeamTypes = [.. TypesOfSmacV2.Select(type => types[type])], IdleChase = true };
        }

        name = BattleMaps.Aliases.GetValueOrDefault(name, name);
        if (!BattleMaps.Names.Contains(name))
        {
            return null;
        }

        BattlePlan plan = BattlePlan.Of(BattleMaps.Load(name, BattleProfile.Sc2), name);
        return new ServedMap { Name = name, Terrain = plan.Scenario.Terrain, TeamTypes = plan.IdOrder, Plan = plan };
    }

    private static string? NameIn(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostTextBytes)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(file);
        return text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..].Split('\n')[0].Trim() : null;
    }

    /// <summary>The name of a file, of a path as any system writes it.</summary>
    private static string? NameOf(string path)
    {
        string file = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        return file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? file[..^Ending.Length] : file.Length > 0 ? file : null;
    }
}
