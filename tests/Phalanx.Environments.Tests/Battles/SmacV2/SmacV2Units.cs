using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Units that have no more than a name and a size, for battles that are drawn but not fought.</summary>
internal static class SmacV2Units
{
    private static readonly Dictionary<string, double> Radii = new()
    {
        ["stalker"] = 0.625,
        ["zealot"] = 0.5,
        ["colossus"] = 1,
        ["marine"] = 0.375,
        ["marauder"] = 0.5625,
        ["medivac"] = 0.75,
        ["medivac_stock"] = 0.75,
        ["zergling"] = 0.375,
        ["hydralisk"] = 0.625,
        ["hydralisk_stock"] = 0.625,
        ["baneling"] = 0.375,
    };

    public static Terrain Flat { get; } = new("flat", Enumerable.Repeat(true, Terrain.Side * Terrain.Side).ToArray(), new double[Terrain.Side * Terrain.Side]);

    public static UnitType Of(string name) => OfSize(name, Radii[name]);

    /// <summary>A unit that takes so little room that a group of any size is a point, within 0.2.</summary>
    public static UnitType Tiny(string name) => OfSize(name, 1e-3);

    private static UnitType OfSize(string name, double radius) => new()
    {
        Name = name,
        Health = 1,
        Speed = 1,
        Radius = radius,
        Separation = radius,
        Sight = 9,
        CooldownScale = 1,
    };
}
