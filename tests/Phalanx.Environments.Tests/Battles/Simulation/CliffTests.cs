using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Who gets where on ground with cliffs.</summary>
public class CliffTests
{
    private static readonly Terrain Ravine = Terrains.Of("2c_vs_64zg");

    [Fact]
    public void A_colossus_crosses_the_cliff_and_others_walk_around_it()
    {
        int[] ticks = [.. new[] { "colossus", "zergling" }.Select(type =>
        {
            Arena arena = Arena.Of(BattleProfile.Sc2, [Unit(type, 16, 9)], [Unit("medivac", 3, 8)], Ravine);
            arena.Forces.Orders[0] = UnitOrder.AttackMove(16, 16);
            return arena.TicksUntil(() => (arena.Forces.X[0], arena.Forces.Y[0]) == (16, 16));
        })];
        Assert.Equal((int)Math.Ceiling(7 / 0.140625), ticks[0]);
        Assert.InRange(ticks[1], 140, 200);
    }

    [Fact]
    public void A_move_order_goes_straight_and_ends_at_the_cliff()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 16, 9)], [Unit("marine", 3, 8)], Ravine);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(16, 16);
        arena.Ticks(200);
        Assert.Equal(16, arena.Forces.X[0]);
        Assert.InRange(arena.Forces.Y[0], 11.8, 12);
    }

    [Fact]
    public void A_colossus_on_the_cliff_is_reached_from_the_nearest_ground()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("colossus", 16.5, 13.5)], [Unit("zergling", 16, 8)], Ravine, new EnemyOrder.Chase());
        arena.TicksUntil(() => arena.Forces.Shield[0] < 150);
        Assert.InRange(arena.Forces.Y[arena.Enemy], 14, 15);
    }

    [Fact]
    public void A_colossus_goes_no_farther_than_its_legs_reach()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("colossus", 16, 8)], [Unit("marine", 3, 8)], Ravine);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(16, 1);
        arena.Ticks(100);
        Assert.InRange(arena.Forces.Y[0], 6, 6.2);
    }

    [Fact]
    public void What_flies_crosses_everything_and_stays_above_the_map()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("medivac", 16, 8)], [Unit("marine", 3, 8)], Ravine);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(16, -2);
        arena.Ticks(100);
        Assert.Equal((16, 0), (arena.Forces.X[0], arena.Forces.Y[0]));
    }

    [Fact]
    public void A_walker_slides_along_what_blocks_it()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 8, 9)], [Unit("marine", 30, 22)], Terrains.Of("3m"));
        arena.Forces.Orders[0] = UnitOrder.MoveTo(14, 3);
        arena.Ticks(60);
        Assert.InRange(arena.Forces.X[0], 11, 14);
        Assert.InRange(arena.Forces.Y[0], 8, 8.2);
    }

    [Fact]
    public void Fixture_49_zerglings_come_up_both_ramps()
    {
        // The ramps: x from 4 to 6 and from 25 to 27, y from 14 to 17. Agents too strong to die stand on the plateau, out of reach over the cliff.
        UnitType colossus = Catalogue.Unit(BattleProfile.Sc2, "colossus") with { Shield = 1e6 };
        var map = BattleMaps.Load("2c_vs_64zg", BattleProfile.Sc2);
        (UnitType[] types, double[] x, double[] y) = Maps.Lineups.Deploy(new MapLineup(map));
        Placed[] zerglings = [.. Enumerable.Range(2, 64).Select(unit => new Placed(types[unit], x[unit], y[unit]))];
        Arena arena = Arena.Of(BattleProfile.Sc2, [new(colossus, 10, 17.5), new(colossus, 21, 17.5)], zerglings, Ravine, map.Order);
        bool left = false;
        bool right = false;
        arena.TicksUntil(() =>
        {
            for (int unit = arena.Enemy; unit < arena.Forces.Count; unit++)
            {
                left |= arena.Forces.X[unit] is >= 4 and < 7 && arena.Forces.Y[unit] is >= 14 and < 18;
                right |= arena.Forces.X[unit] is >= 25 and < 28 && arena.Forces.Y[unit] is >= 14 and < 18;
            }

            return left && right;
        });
        arena.TicksUntil(() => arena.Forces.Shield[0] < 1e6 - 100 && arena.Forces.Shield[1] < 1e6 - 100);
    }

    [Theory]
    [InlineData("corridor", 31, 16)]
    [InlineData("so_many_baneling", 31, 2)]
    public void Fixture_49_the_enemy_comes_to_the_far_corner_when_agents_are_out_of_reach(string name, double x, double y)
    {
        var map = BattleMaps.Load(name, BattleProfile.Sc2);
        (UnitType[] types, double[] startX, double[] startY) = Maps.Lineups.Deploy(new MapLineup(map));
        Placed[] enemies = [.. Enumerable.Range(map.AllyCount, map.EnemyCount).Select(unit => new Placed(types[unit], startX[unit], startY[unit]))];
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("medivac", x, y)], enemies, map.Terrain, map.Order);
        Assert.InRange(arena.TicksUntil(() => Enumerable.Range(arena.Enemy, map.EnemyCount).All(unit => IsNearTheCorner(arena, unit))), 1, 8 * map.EpisodeLimit);
    }

    private static bool IsNearTheCorner(Arena arena, int unit)
    {
        (double dx, double dy) = (arena.Forces.X[unit] - 4.47, arena.Forces.Y[unit] - 4.3298);
        return (dx * dx) + (dy * dy) < 64;
    }
}
