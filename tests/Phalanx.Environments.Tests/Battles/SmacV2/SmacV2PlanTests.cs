using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles;

public sealed class SmacV2PlanTests
{
    [Theory]
    [InlineData("protoss", true, false)]
    [InlineData("terran", false, true)]
    [InlineData("zerg", false, false)]
    public void A_race_says_whether_there_are_shields_and_healers(string race, bool shields, bool healers)
    {
        SmacScenario scenario = DrawnBattles.Plan($"battle/v2/{race}_10_vs_11").Scenario;

        Assert.Equal(($"battle/v2/{race}_10_vs_11", 10, 11, 200, 3), (scenario.Name, scenario.Allies, scenario.Enemies, scenario.EpisodeLimit, scenario.TypeBits));
        Assert.Equal((shields, shields, healers), (scenario.AllyShields, scenario.EnemyShields, scenario.HasHealers));
        Assert.False(scenario.Terrain.Walkable.Contains(false));
    }

    [Theory]
    [InlineData("protoss", "stalker zealot colossus", "stalker zealot colossus", "colossus stalker zealot")]
    [InlineData("terran", "marine marauder medivac", "marine marauder medivac_stock", "marauder marine medivac")]
    [InlineData("zerg", "zergling hydralisk baneling", "zergling hydralisk_stock baneling", "baneling hydralisk zergling")]
    public void Types_are_shown_in_one_order_and_ids_given_in_another(string race, string allies, string enemies, string ids)
    {
        BattlePlan plan = DrawnBattles.Plan($"battle/v2/{race}_5_vs_5");

        Assert.Equal(allies, Names(plan.AllyTypes));
        Assert.Equal(enemies, Names(plan.EnemyTypes));
        Assert.Equal(ids, Names(plan.IdOrder));

        static string Names(IReadOnlyList<UnitType> types) => string.Join(' ', types.Select(type => type.Name));
    }

    [Fact]
    public void Idle_enemies_chase_the_team_from_where_they_stand_and_types_have_their_own_ranges()
    {
        BattlePlan plan = DrawnBattles.Plan("battle/v2/terran_5_vs_5");

        Assert.True(plan.IdleChase);
        Assert.Equal([(5.0, 9.0), (6.0, 10.0), (4.0, 11.0)], plan.AllyTypes.Select(plan.RangesOf));
        Assert.Equal([(2.0, 8.0), (5.0, 9.0), (2.0, 8.0)], DrawnBattles.Plan("battle/v2/zerg_5_vs_5").AllyTypes.Select(plan.RangesOf));
        Assert.IsType<EnemyOrder.Hold>(plan.Order);
    }

    [Fact]
    public void Settings_go_before_the_name()
    {
        BattlePlan plan = DrawnBattles.Plan(
            "battle/v2/terran_5_vs_5",
            new() { NUnits = 3, NEnemies = 4, EpisodeLimit = 60, IdleChase = false, UseUnitRanges = false, MinAttackRange = 1 });

        Assert.Equal((3, 4, 60), (plan.Scenario.Allies, plan.Scenario.Enemies, plan.Scenario.EpisodeLimit));
        Assert.Equal((3, 4), (plan.Lineup.Allies, plan.Lineup.Enemies));
        Assert.False(plan.IdleChase);
        Assert.All(plan.AllyTypes, type => Assert.Equal((6.0, 9.0), plan.RangesOf(type)));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2, 2.5 / 16)]
    [InlineData(BattleProfile.Lite, 3.5 / 16)]
    public void Units_have_the_numbers_of_the_profile_and_enemies_those_of_the_game_itself(BattleProfile profile, double speed)
    {
        SmacV2Battle battle = SmacV2Battle.Parse("battle/v2/terran_5_vs_5")!;

        Assert.Equal(speed, SmacV2Plan.Of(battle, battle.Defaults with { Profile = profile }).EnemyTypes[2].Speed);
    }

    [Fact]
    public void Weights_of_which_none_can_be_drawn_are_refused() => Assert.Equal(
        "env.first_weight is 0; it must be above 0, or one of the other weights must be",
        Refusal("protoss", new() { FirstWeight = 0, SecondWeight = 0, ThirdWeight = 0 }));

    [Theory]
    [InlineData("terran", "medivac")]
    [InlineData("zerg", "baneling")]
    public void Weights_that_leave_hardly_a_team_but_of_exceptions_are_refused(string race, string exception)
    {
        SmacV2Settings settings = new() { FirstWeight = 0, SecondWeight = 0.001, ThirdWeight = 1 };

        Assert.Equal(
            "env.third_weight is 1; it must be at most 99 times the other weights together with env.exception_unit_types, "
            + $"since a team of {exception}s alone is drawn again",
            Refusal(race, settings));
        Assert.NotNull(DrawnBattles.Plan("battle/v2/protoss_5_vs_5", settings));
        Assert.NotNull(DrawnBattles.Plan($"battle/v2/{race}_5_vs_5", settings with { ExceptionUnitTypes = false }));
        Assert.NotNull(DrawnBattles.Plan($"battle/v2/{race}_5_vs_5", settings with { SecondWeight = 0.02 }));
    }

    private static string Refusal(string race, SmacV2Settings settings) =>
        Assert.Throws<UserErrorException>(() => DrawnBattles.Plan($"battle/v2/{race}_5_vs_5", settings)).Message;
}
