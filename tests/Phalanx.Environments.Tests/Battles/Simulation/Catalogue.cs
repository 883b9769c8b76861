using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Short names for what tests of the simulation need.</summary>
internal static class Catalogue
{
    public static UnitType Unit(BattleProfile profile, string name) => UnitTypes.Of(profile)[name];
}

/// <summary>Grounds of tests.</summary>
internal static class Terrains
{
    /// <summary>All cells can be walked on.</summary>
    public static Terrain Flat { get; } = BattleMaps.Load("3s_vs_5z", BattleProfile.Sc2).Terrain;

    /// <summary>The ground of a map.</summary>
    public static Terrain Of(string map, BattleProfile profile = BattleProfile.Sc2) => BattleMaps.Load(map, profile).Terrain;

    /// <summary>A ground of which some cells are blocked.</summary>
    public static Terrain Where(Func<int, int, bool> blocked)
    {
        bool[] walkable = [.. Enumerable.Range(0, Terrain.Side * Terrain.Side).Select(cell => !blocked(cell % Terrain.Side, cell / Terrain.Side))];
        return new Terrain("drawn", walkable, new double[walkable.Length]);
    }
}

/// <summary>Units at places of a test's choice.</summary>
internal static class Troops
{
    public static Placed Unit(string name, double x, double y) => Unit(BattleProfile.Sc2, name, x, y);

    public static Placed Unit(BattleProfile profile, string name, double x, double y) => new(Catalogue.Unit(profile, name), x, y);
}
