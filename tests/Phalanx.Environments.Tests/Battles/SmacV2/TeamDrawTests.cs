using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles;

/// <summary>Who fights in SMACv2's battles.</summary>
public sealed class TeamDrawTests
{
    private static readonly double[] Weights = [0.45, 0.45, 0.1];

    // Of nine pairs, that of two exceptions never comes; the others come more often for it.
    private static readonly double[] OfPairs =
        [.. Weights.SelectMany(first => Weights.Select(second => first * second / (1 - (Weights[2] * Weights[2])))).Take(8), 0];

    [Fact]
    public void Types_come_by_their_weights()
    {
        string[] types = ["stalker", "zealot", "colossus"];
        int[] counts = new int[3];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_5"))
        {
            Count(counts, types, battle.Allies);
        }

        ChiSquare.AssertFits(counts, Weights);
    }

    [Fact]
    public void Weights_are_settings_and_need_not_sum_to_one()
    {
        SmacV2Settings settings = new() { FirstWeight = 1, SecondWeight = 0, ThirdWeight = 3 };
        string[] types = ["stalker", "zealot", "colossus"];
        int[] counts = new int[3];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_5", settings))
        {
            Count(counts, types, battle.Allies);
        }

        ChiSquare.AssertFits(counts, 0.25, 0, 0.75);
    }

    [Theory]
    [InlineData("terran", "marine", "marauder", "medivac")]
    [InlineData("zerg", "zergling", "hydralisk", "baneling")]
    public void Pairs_come_by_the_weights_of_both_but_never_as_two_exceptions(params string[] raceAndTypes)
    {
        string[] types = raceAndTypes[1..];
        int[] counts = new int[9];
        foreach (DrawnBattle battle in DrawnBattles.Of($"battle/v2/{raceAndTypes[0]}_2_vs_2"))
        {
            counts[(3 * Array.IndexOf(types, battle.Allies[0])) + Array.IndexOf(types, battle.Allies[1])]++;
        }

        ChiSquare.AssertFits(counts, OfPairs);
    }

    [Fact]
    public void Exceptions_alone_make_a_team_where_the_setting_says_so()
    {
        SmacV2Settings settings = new() { NUnits = 1, NEnemies = 1, ExceptionUnitTypes = false };
        int[] counts = new int[3];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/terran_1_vs_1", settings))
        {
            Count(counts, ["marine", "marauder", "medivac"], battle.Allies);
        }

        ChiSquare.AssertFits(counts, Weights);
    }

    [Fact]
    public void Every_protoss_type_makes_a_team_by_itself() =>
        Assert.Contains(DrawnBattles.Of("battle/v2/protoss_2_vs_2"), battle => battle.Allies is ["colossus", "colossus"]);

    [Fact]
    public void The_enemy_copies_the_team_unit_by_unit_with_types_of_its_own()
    {
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/zerg_5_vs_5", count: 1000))
        {
            Assert.Equal(battle.Allies.Select(name => name.Replace("hydralisk", "hydralisk_stock", StringComparison.Ordinal)), battle.Enemies);
        }
    }

    [Fact]
    public void Enemies_beyond_the_copy_are_a_team_drawn_by_the_same_rule()
    {
        int[] counts = new int[9];
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/terran_10_vs_12"))
        {
            string[] types = ["marine", "marauder", "medivac_stock"];
            Assert.Equal(battle.Allies.Select(name => name == "medivac" ? "medivac_stock" : name), battle.Enemies[..10]);
            counts[(3 * Array.IndexOf(types, battle.Enemies[10])) + Array.IndexOf(types, battle.Enemies[11])]++;
        }

        ChiSquare.AssertFits(counts, OfPairs);
    }

    [Fact]
    public void Fewer_enemies_are_the_beginning_of_the_copy()
    {
        foreach (DrawnBattle battle in DrawnBattles.Of("battle/v2/protoss_5_vs_3", count: 1000))
        {
            Assert.Equal(battle.Allies[..3], battle.Enemies);
        }
    }

    private static void Count(int[] counts, string[] types, string[] team)
    {
        foreach (string type in team)
        {
            counts[Array.IndexOf(types, type)]++;
        }
    }
}
