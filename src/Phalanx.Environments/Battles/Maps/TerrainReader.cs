using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>Reads a ground: the name of one that comes with the library, or a picture.</summary>
internal static class TerrainReader
{
    private const char Ground = '.';
    private const char Plateau = '+';
    private const char Blocked = '#';

    private static readonly Lazy<Dictionary<string, Terrain>> Pictures =
        new(() => BattleData.Open("terrain").Members().ToDictionary(picture => picture.Key, picture => Draw(picture, picture.Key)));

    /// <summary>The grounds that come with the library, by name.</summary>
    public static IReadOnlyDictionary<string, Terrain> BuiltIn => Pictures.Value;

    /// <summary>The names of the grounds that come with the library.</summary>
    public static IReadOnlyCollection<string> Names => Pictures.Value.Keys;

    /// <summary>The ground that a map asks for under a profile.</summary>
    /// <param name="terrain">A name or a picture, or a group of two of them, one for each profile.</param>
    /// <param name="map">The name of the map, which a picture gets.</param>
    /// <param name="profile">The profile.</param>
    public static Terrain Read(DocumentNode terrain, string map, BattleProfile profile)
    {
        if (terrain.IsGroup)
        {
            terrain.AllowOnly([.. Enum.GetNames<BattleProfile>().Select(SettingName.Of)]);
            return Read(terrain.Required(SettingName.Of(profile.ToString())), map, profile);
        }

        string text = terrain.Text();
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            return Draw(terrain, map);
        }

        return BuiltIn.GetValueOrDefault(text) ?? throw new UserErrorException(Wording.Unknown("terrain", text, terrain.Where, Names));
    }

    private static Terrain Draw(DocumentNode picture, string name)
    {
        string[] rows = picture.Text().TrimEnd('\n').Split('\n');
        if (rows.Length != Terrain.Side)
        {
            throw Refuse(picture, $"has {rows.Length} {(rows.Length == 1 ? "row" : "rows")}; it must have {Terrain.Side}");
        }

        bool[] walkable = new bool[Terrain.Side * Terrain.Side];
        double[] heights = new double[Terrain.Side * Terrain.Side];
        for (int line = 0; line < Terrain.Side; line++)
        {
            if (rows[line].Length != Terrain.Side)
            {
                throw Refuse(picture, $"has {rows[line].Length} cells in row {line + 1}; it must have {Terrain.Side}");
            }

            for (int column = 0; column < Terrain.Side; column++)
            {
                // The top row of the picture is the last of the ground.
                int cell = ((Terrain.Side - 1 - line) * Terrain.Side) + column;
                char letter = rows[line][column];
                heights[cell] = HeightOf(letter)
                    ?? throw Refuse(picture, $"has {Wording.Quote(letter.ToString())} in row {line + 1}; a cell is '{Ground}', '{Plateau}' or '{Blocked}'");
                walkable[cell] = letter != Blocked;
            }
        }

        return new Terrain(name, walkable, heights);
    }

    /// <summary>A height to be observed. The game's are known to the game alone; these keep their order, and are bytes as the game's protocol sends them.</summary>
    private static double? HeightOf(char letter) => letter switch
    {
        Ground => 127 / 255.0,
        Plateau => 130 / 255.0,
        Blocked => 125 / 255.0,
        _ => null,
    };

    private static UserErrorException Refuse(DocumentNode picture, string reason) => new($"the picture of {picture.Path}{picture.Where} {reason}");
}
