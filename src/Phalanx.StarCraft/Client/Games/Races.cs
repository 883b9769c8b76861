using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>Which race a side plays, by its units. The game asks for it, and a battle does not depend on it.</summary>
internal static class Races
{
    /// <summary>The race of a side.</summary>
    /// <param name="types">The types of its units.</param>
    public static Race Of(IReadOnlyList<UnitType> types) => StockNameOf(types[0]) switch
    {
        "marine" or "marauder" or "medivac" => Race.Terran,
        "zealot" or "stalker" or "colossus" => Race.Protoss,
        _ => Race.Zerg,
    };

    private static string StockNameOf(UnitType type) => UnitNumbers.StockNames[UnitNumbers.OfStock(type)];
}
