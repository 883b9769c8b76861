using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>What the enemy's medivacs do by themselves.</summary>
public class EnemyMedivacTests
{
    private static readonly EnemyOrder Advance = new EnemyOrder.AttackMove(5, 16, 5, 16);

    [Fact]
    public void It_goes_along_with_the_slowest_around_it_and_alone_at_its_own_speed()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 30, 2)], [Unit("medivac_stock", 25, 16), Unit("marine", 25, 18)], order: Advance);
        int marine = arena.Enemy + 1;
        arena.Ticks(8);
        Assert.Equal(25 - 1.125, arena.Forces.X[arena.Enemy], 9);
        arena.Forces.Health[marine] = 0;
        arena.Ticks(8);
        Assert.Equal(25 - 1.125 - 1.25, arena.Forces.X[arena.Enemy], 9);
    }

    [Fact]
    public void It_flies_to_one_who_is_hurt_and_heals_it()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 30, 2)], [Unit("medivac_stock", 20, 16), Unit("marine", 25.7, 16)], order: Advance);
        int marine = arena.Enemy + 1;
        arena.Forces.Orders[marine] = UnitOrder.Stop;
        arena.Forces.Health[marine] = 30;
        arena.TicksUntil(() => arena.Forces.Health[marine] == 45);
        Assert.InRange(arena.Forces.X[arena.Enemy], 20, 22);
        arena.TicksUntil(() => arena.Forces.X[arena.Enemy] == 5);
    }

    [Fact]
    public void It_heals_the_weakest_and_stays_with_it()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("marine", 30, 2)],
            [Unit("medivac_stock", 20, 16), Unit("marine", 22, 15), Unit("marine", 22, 17)],
            order: Advance);
        (int first, int second) = (arena.Enemy + 1, arena.Enemy + 2);
        arena.Forces.Orders[first] = arena.Forces.Orders[second] = UnitOrder.Stop;
        (arena.Forces.Health[first], arena.Forces.Health[second]) = (20, 30);
        arena.Ticks(20);
        arena.Forces.Health[second] = 5;
        arena.TicksUntil(() => arena.Forces.Health[first] == 45);
        Assert.Equal(5, arena.Forces.Health[second]);
        arena.TicksUntil(() => arena.Forces.Health[second] == 45);
    }

    [Fact]
    public void It_stays_with_one_who_fights_before_that_one_is_hurt()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("zealot", 16, 16)], [Unit("medivac_stock", 22, 16), Unit("marine", 21, 16)], order: Advance);
        arena.Ticks(2);
        Assert.Equal(45, arena.Forces.Health[arena.Enemy + 1]);
        Assert.Equal(arena.Enemy + 1, arena.Forces.Targets[arena.Enemy]);
    }

    [Fact]
    public void It_heals_no_other_medivac_and_none_of_the_other_side()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2, [Unit("marine", 20, 14)], [Unit("medivac_stock", 20, 16), Unit("medivac_stock", 22, 16)], order: new EnemyOrder.Chase());
        arena.Forces.Health.AsSpan().Fill(20);
        arena.Ticks(50);
        Assert.All(arena.Forces.Health, health => Assert.Equal(20, health));
    }

    [Fact]
    public void One_that_is_sent_on_by_idle_chase_heals_on_the_way()
    {
        Arena arena = Arena.Of(
            new BattleMapSettings { IdleChase = true }, [Unit("marine", 4, 16)], [Unit("medivac_stock", 25, 16), Unit("marine", 26, 16)]);
        arena.Ticks(1);
        arena.Forces.Health[arena.Enemy + 1] = 30;
        arena.Ticks(5);
        Assert.Equal(45, arena.Forces.Health[arena.Enemy + 1]);
        arena.Ticks(10);
        Assert.InRange(arena.Forces.X[arena.Enemy + 1], 8, 20);
        Assert.InRange(arena.Forces.X[arena.Enemy] - arena.Forces.X[arena.Enemy + 1], -1, 5.2);
    }
}
