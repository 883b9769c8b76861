using System.Globalization;
using System.Text;
using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Doctor;

/// <summary>A ground as the tables have it: a letter a cell, the top row first.</summary>
internal static class TerrainPicture
{
    // Bytes of heights that are nearer to each other than this are one level.
    private const double OneLevel = 1.5 / byte.MaxValue;

    /// <summary>Draws a ground. Higher ground is '+', what cannot be walked on '#'.</summary>
    public static string Draw(Terrain terrain)
    {
        double lowest = Levels(terrain, walkable: true).DefaultIfEmpty(0).First() / (double)byte.MaxValue;
        var picture = new StringBuilder();
        for (int row = Terrain.Side - 1; row >= 0; row--)
        {
            picture.Append("  ");
            for (int column = 0; column < Terrain.Side; column++)
            {
                int cell = (row * Terrain.Side) + column;
                picture.Append(!terrain.Walkable[cell] ? '#' : terrain.Heights[cell] > lowest + OneLevel ? '+' : '.');
            }

            picture.Append('\n');
        }

        return picture.ToString();
    }

    /// <summary>The heights that there are, as the bytes that the protocol sends.</summary>
    public static IReadOnlyList<int> Levels(Terrain terrain, bool walkable)
    {
        var levels = new SortedSet<int>();
        for (int cell = 0; cell < terrain.Walkable.Length; cell++)
        {
            if (terrain.Walkable[cell] == walkable)
            {
                levels.Add((int)Math.Round(terrain.Heights[cell] * byte.MaxValue));
            }
        }

        return [.. levels];
    }

    /// <summary>In what one ground differs from another, a line each.</summary>
    public static IEnumerable<string> Differences(Terrain game, Terrain table)
    {
        for (int cell = 0; cell < game.Walkable.Length; cell++)
        {
            if (game.Walkable[cell] != table.Walkable[cell])
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"cell ({cell % Terrain.Side}, {cell / Terrain.Side}) can {(game.Walkable[cell] ? "" : "not ")}be walked on; the table has the opposite");
            }
        }

        foreach (bool walkable in (bool[])[true, false])
        {
            string told = string.Join(", ", Levels(game, walkable));
            string known = string.Join(", ", Levels(table, walkable));
            if (told != known)
            {
                yield return $"heights of {(walkable ? "free" : "blocked")} cells are {told}; the table has {known}";
            }
        }
    }
}
