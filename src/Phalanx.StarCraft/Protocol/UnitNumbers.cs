using Phalanx.Environments.Battles;

namespace Phalanx.StarCraft.Protocol;

/// <summary>
/// The numbers of unit types. The enemy has the game's own units. The team has copies of them that a map brings along; they are appended to the game's list when the
/// map is loaded, in the order in which agents get their ids, so that their numbers depend on the version of the game: only their distance from the first is known.
/// </summary>
internal static class UnitNumbers
{
    // What a copy for the enemy is called here, beside the type of the team.
    private const string StockSuffix = "_stock";

    private static readonly Dictionary<string, uint> Stock = new()
    {
        ["colossus"] = 4,
        ["baneling"] = 9,
        ["marine"] = 48,
        ["marauder"] = 51,
        ["medivac"] = 54,
        ["zealot"] = 73,
        ["stalker"] = 74,
        ["spine_crawler"] = 98,
        ["zergling"] = 105,
        ["hydralisk"] = 107,
    };

    /// <summary>The game's own types that there are here, by number.</summary>
    public static IReadOnlyDictionary<uint, string> StockNames { get; } = Stock.ToDictionary(type => type.Value, type => type.Key);

    /// <summary>The number of the game's own type.</summary>
    /// <param name="type">A type of the enemy.</param>
    public static uint OfStock(UnitType type) =>
        Stock[type.Name.EndsWith(StockSuffix, StringComparison.Ordinal) ? type.Name[..^StockSuffix.Length] : type.Name];

    /// <summary>The number of a type of the team.</summary>
    /// <param name="type">The type.</param>
    /// <param name="plan">The battle.</param>
    /// <param name="first">The number of the first copy that the map brings along.</param>
    public static uint OfAlly(UnitType type, BattlePlan plan, uint first) => first + (uint)type.PlaceIn(plan.IdOrder);
}
