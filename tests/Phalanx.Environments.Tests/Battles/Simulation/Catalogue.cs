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
}
