using Phalanx.Environments.Battles;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Battles.Maps;

public sealed class BattleMapsTests
{
    private const double DeathReward = 10;
    private const double WinReward = 200;

    public static TheoryData<string> Names => [.. BattleMaps.Names];

    /// <summary>SMAC's table of its maps: units, time limit, whether shields are shown, type bits, sizes, and the most there is to earn.</summary>
    [Theory]
    [InlineData("3m", 3, 3, 60, false, false, 0, 9, 30, 48, 365)]
    [InlineData("8m", 8, 8, 120, false, false, 0, 14, 80, 168, 640)]
    [InlineData("25m", 25, 25, 150, false, false, 0, 31, 250, 950, 1575)]
    [InlineData("5m_vs_6m", 5, 6, 70, false, false, 0, 12, 55, 98, 530)]
    [InlineData("8m_vs_9m", 8, 9, 120, false, false, 0, 15, 85, 179, 695)]
    [InlineData("10m_vs_11m", 10, 11, 150, false, false, 0, 17, 105, 243, 805)]
    [InlineData("27m_vs_30m", 27, 30, 180, false, false, 0, 36, 285, 1170, 1850)]
    [InlineData("MMM", 10, 10, 150, false, false, 3, 16, 160, 290, 1015)]
    [InlineData("MMM2", 10, 12, 180, false, false, 3, 18, 176, 322, 1205)]
    [InlineData("2s3z", 5, 5, 120, true, true, 2, 11, 80, 120, 1020)]
    [InlineData("3s5z", 8, 8, 150, true, true, 2, 14, 128, 216, 1510)]
    [InlineData("3s5z_vs_3s6z", 8, 9, 170, true, true, 2, 15, 136, 230, 1670)]
    [InlineData("3s_vs_3z", 3, 3, 150, true, true, 0, 9, 36, 54, 680)]
    [InlineData("3s_vs_4z", 3, 4, 200, true, true, 0, 10, 42, 61, 840)]
    [InlineData("3s_vs_5z", 3, 5, 250, true, true, 0, 11, 48, 68, 1000)]
    [InlineData("1c3s5z", 9, 9, 180, true, true, 3, 15, 162, 270, 1870)]
    [InlineData("2m_vs_1z", 2, 1, 150, false, true, 0, 7, 16, 26, 360)]
    [InlineData("corridor", 6, 24, 400, true, false, 0, 30, 156, 282, 1280)]
    [InlineData("6h_vs_8z", 6, 8, 150, false, true, 0, 14, 78, 140, 1480)]
    [InlineData("2s_vs_1sc", 2, 1, 300, true, false, 0, 7, 17, 27, 510)]
    [InlineData("so_many_baneling", 7, 32, 100, true, false, 0, 38, 202, 397, 1480)]
    [InlineData("bane_vs_bane", 24, 24, 200, false, false, 2, 30, 336, 984, 1260)]
    [InlineData("2c_vs_64zg", 2, 64, 400, true, false, 0, 70, 332, 342, 3080)]
    [InlineData("5m", 5, 5, 70, false, false, 0, 11, 50, 90, 475)]
    public void A_map_has_the_sizes_that_SMAC_has(
        string name, int allies, int enemies, int limit, bool allyShields, bool enemyShields, int typeBits, int actions, int observation, int state, double most)
    {
        foreach (BattleProfile profile in Enum.GetValues<BattleProfile>())
        {
            BattleMap map = BattleMaps.Load(name, profile);
            SmacScenario scenario = BattlePlan.Of(map, $"battle/{name}").Scenario;

            Assert.Equal((name, allies, enemies, limit), (map.Name, scenario.Allies, scenario.Enemies, scenario.EpisodeLimit));
            Assert.Equal((allyShields, enemyShields, typeBits), (scenario.AllyShields, scenario.EnemyShields, scenario.TypeBits));
            Assert.Equal(name.StartsWith("MMM", StringComparison.Ordinal), scenario.HasHealers);
            Assert.Equal((actions, observation, state), SizesOf(scenario));
            Assert.Equal(most, map.Enemies.SelectMany(group => group.Units).Sum(units => units.Count * (units.Type.Health + units.Type.Shield + DeathReward)) + WinReward);
        }
    }

    [Theory]
    [InlineData("MMM", "marauder marine medivac", "marauder marine medivac_stock")]
    [InlineData("2s3z", "stalker zealot", "zealot stalker")]
    [InlineData("3s5z_vs_3s6z", "stalker zealot", "zealot stalker")]
    [InlineData("1c3s5z", "colossus stalker zealot", "colossus stalker zealot")]
    [InlineData("bane_vs_bane", "baneling zergling", "baneling zergling")]
    [InlineData("6h_vs_8z", "hydralisk", "zealot")]
    public void Types_have_the_order_of_SMAC(string name, string allies, string enemies)
    {
        BattleMap map = BattleMaps.Load(name, BattleProfile.Sc2);

        Assert.Equal(allies, string.Join(' ', map.AllyTypes.Select(type => type.Name)));
        Assert.Equal(enemies, string.Join(' ', map.EnemyTypes.Select(type => type.Name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_unit_of_a_map_starts_where_it_can_stand(string name) => Assert.All(Enum.GetValues<BattleProfile>(), profile =>
    {
        BattleMap map = BattleMaps.Load(name, profile);
        (UnitType[] types, double[] x, double[] y) = Lineups.Deploy(new MapLineup(map));

        for (int unit = 0; unit < types.Length; unit++)
        {
            Assert.True(types[unit].Plane == Plane.Air || map.Terrain.IsWalkable((int)x[unit], (int)y[unit]), $"unit {unit} at ({x[unit]}, {y[unit]})");
        }
    });

    [Fact]
    public void The_enemy_is_created_marines_first_though_its_medivac_is_placed_first()
    {
        BattleMap map = BattleMaps.Load("MMM2", BattleProfile.Sc2);
        string[] created = [.. Lineups.Deploy(new MapLineup(map)).Types.Skip(map.AllyCount).Select(type => type.Name)];

        Assert.Equal([.. Enumerable.Repeat("marine", 8), .. Enumerable.Repeat("marauder", 3), "medivac_stock"], created);
    }

    [Theory]
    [InlineData("3m", "attack (9, 16)")]
    [InlineData("2m_vs_1z", "attack (13, 12) to (19, 12)")]
    [InlineData("bane_vs_bane", "attack (16, 8)")]
    [InlineData("corridor", "attack (4.47, 4.3298)")]
    [InlineData("so_many_baneling", "attack (4.47, 4.3298)")]
    [InlineData("6h_vs_8z", "attack (14.5998, 9.49)")]
    [InlineData("2s_vs_1sc", "hold")]
    [InlineData("2c_vs_64zg", "chase")]
    public void The_enemy_is_told_what_the_map_script_tells_it(string name, string order) => Assert.Equal(order, BattleMaps.Load(name, BattleProfile.Sc2).Order switch
    {
        EnemyOrder.AttackMove move when (move.FromX, move.FromY) == (move.ToX, move.ToY) => $"attack ({move.FromX}, {move.FromY})",
        EnemyOrder.AttackMove move => $"attack ({move.FromX}, {move.FromY}) to ({move.ToX}, {move.ToY})",
        EnemyOrder.Hold => "hold",
        _ => "chase",
    });

    [Fact]
    public void A_map_is_read_once_and_found_by_its_other_name()
    {
        Assert.Same(BattleMaps.Load("so_many_baneling", BattleProfile.Sc2), BattleMaps.Load("so_many_banelings", BattleProfile.Sc2));
        Assert.NotSame(BattleMaps.Load("3m", BattleProfile.Sc2), BattleMaps.Load("3m", BattleProfile.Lite));
    }

    [Fact]
    public void An_unknown_map_is_refused_with_the_nearest_name() => Assert.Equal(
        "unknown map '3s5z_vs_3z6z'; did you mean '3s5z_vs_3s6z'?",
        Assert.Throws<UserErrorException>(() => BattleMaps.Load("3s5z_vs_3z6z", BattleProfile.Sc2)).Message);

    [Fact]
    public void Every_map_file_has_a_place_in_the_catalogue() => Assert.Equal(
        BattleMaps.Names.Select(name => $"battles/maps/{name}.yaml").Order(StringComparer.Ordinal),
        typeof(BattleMaps).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("battles/maps/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    /// <summary>SMAC's sizes with its default options: of actions, an observation and the state.</summary>
    private static (int Actions, int Observation, int State) SizesOf(SmacScenario battle)
    {
        int ally = (battle.AllyShields ? 1 : 0) + battle.TypeBits;
        int enemy = (battle.EnemyShields ? 1 : 0) + battle.TypeBits;
        int actions = 6 + battle.Enemies;
        return (
            actions,
            4 + (battle.Enemies * (5 + enemy)) + ((battle.Allies - 1) * (5 + ally)) + 1 + ally,
            (battle.Allies * (4 + ally + actions)) + (battle.Enemies * (3 + enemy)));
    }
}
