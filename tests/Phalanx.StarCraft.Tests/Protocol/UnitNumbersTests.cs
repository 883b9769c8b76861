using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Protocol;

public class UnitNumbersTests
{
    /// <summary>The distances of the team's types from the first one (battles.md, 7.3).</summary>
    [Theory]
    [InlineData("3m", "marine")]
    [InlineData("2s3z", "stalker zealot")]
    [InlineData("1c3s5z", "colossus stalker zealot")]
    [InlineData("MMM", "marauder marine medivac")]
    [InlineData("3s_vs_3z", "stalker")]
    [InlineData("6h_vs_8z", "hydralisk")]
    [InlineData("2c_vs_64zg", "colossus")]
    [InlineData("corridor", "zealot")]
    [InlineData("bane_vs_bane", "baneling zergling")]
    public void Types_of_the_team_follow_each_other(string map, string types)
    {
        BattlePlan plan = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), map);
        string[] names = types.Split(' ');
        Assert.Equal(names, plan.IdOrder.Select(type => type.Name));
        Assert.All(names.Index(), type => Assert.Equal(1970u + (uint)type.Index, UnitNumbers.OfAlly(plan.IdOrder[type.Index], plan, 1970)));
    }

    [Fact]
    public void Every_unit_of_every_map_has_a_number() => Assert.All(BattleMaps.Names, map =>
    {
        BattlePlan plan = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), map);
        Assert.All(plan.EnemyTypes, type => Assert.StartsWith(UnitNumbers.StockNames[UnitNumbers.OfStock(type)], type.Name, StringComparison.Ordinal));
    });
}
