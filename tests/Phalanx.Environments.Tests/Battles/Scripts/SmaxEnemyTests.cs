using Phalanx.Environments.Battles;
using Phalanx.Environments.Tests.Battles.Simulation;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Scripts;

/// <summary>The scripted enemy of SMAX, rule by rule.</summary>
public class SmaxEnemyTests
{
    private static readonly BattleMapSettings Smax = new() { Enemy = EnemyScript.Smax, CooldownJitter = false };

    [Fact]
    public void It_shoots_the_nearest_in_range()
    {
        Arena arena = Arena.Of(Smax, [Unit("marine", 10, 16), Unit("marine", 12, 16)], [Unit("marine", 15, 16)]);
        arena.World.Step();
        Assert.Equal(UnitOrder.Attack(AgentAt(arena, 12)), arena.Forces.Orders[arena.Enemy]);
    }

    [Fact]
    public void It_keeps_the_one_that_it_shot_last_while_that_is_in_range()
    {
        Arena arena = Arena.Of(Smax, [Unit("marine", 12, 16), Unit("marine", 2, 16)], [Unit("marine", 15, 16)]);
        (int first, int second) = (AgentAt(arena, 12), AgentAt(arena, 2));
        arena.World.Step();
        arena.Forces.X[second] = 14;
        arena.World.Step();
        Assert.Equal(UnitOrder.Attack(first), arena.Forces.Orders[arena.Enemy]);
        arena.Forces.X[first] = 2;
        arena.World.Step();
        Assert.Equal(UnitOrder.Attack(second), arena.Forces.Orders[arena.Enemy]);
    }

    [Fact]
    public void It_walks_along_the_longer_axis_to_one_that_it_sees()
    {
        Arena arena = Arena.Of(Smax, [Unit("marine", 12, 13)], [Unit("marine", 19, 16)]);
        arena.World.Step();
        Assert.Equal(UnitOrder.MoveTo(17, 16), arena.Forces.Orders[arena.Enemy]);
        Assert.Equal((19 - 1.125, 16), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
    }

    [Fact]
    public void Which_of_those_that_it_sees_it_walks_to_is_drawn_each_time()
    {
        Arena arena = Arena.Of(Smax, [Unit("marine", 12, 16), Unit("marine", 19, 8)], [Unit("marine", 19, 16)]);
        int left = 0;
        for (int step = 0; step < 200; step++)
        {
            (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]) = (19, 16);
            arena.World.Step();
            left += arena.Forces.Orders[arena.Enemy] == UnitOrder.MoveTo(17, 16) ? 1 : 0;
        }

        Assert.InRange(left, 70, 130);
    }

    [Fact]
    public void It_sees_as_far_as_its_type_and_otherwise_walks_to_the_place_opposite_to_its_start()
    {
        // The sight of a marine is 9; from (25, 12) the opposite place is (7, 20).
        Arena near = Arena.Of(Smax, [Unit("marine", 25, 3.01)], [Unit("marine", 25, 12)]);
        near.World.Step();
        Assert.Equal(UnitOrder.MoveTo(25, 10), near.Forces.Orders[near.Enemy]);

        Arena far = Arena.Of(Smax, [Unit("marine", 25, 3)], [Unit("marine", 25, 12)]);
        far.World.Step();
        Assert.Equal(UnitOrder.MoveTo(23, 12), far.Forces.Orders[far.Enemy]);
        far.Forces.X[far.Enemy] = 9;
        far.World.Step();
        Assert.Equal(UnitOrder.MoveTo(9, 14), far.Forces.Orders[far.Enemy]);
    }

    [Fact]
    public void What_its_weapon_cannot_hit_is_no_target()
    {
        Arena arena = Arena.Of(Smax, [Unit("medivac", 17, 16)], [Unit("marauder", 19, 16)]);
        arena.World.Step();
        Assert.Equal(OrderKind.Move, arena.Forces.Orders[arena.Enemy].Kind);
    }

    [Fact]
    public void A_new_battle_forgets_whom_it_shot()
    {
        Arena arena = Arena.Of(Smax, [Unit("marine", 11, 16), Unit("marine", 12, 16)], [Unit("marine", 15, 16)]);
        arena.Forces.X[AgentAt(arena, 12)] = 30;
        arena.World.Step();
        Assert.Equal(11, arena.Forces.X[arena.Forces.Orders[arena.Enemy].Target]);
        arena.World.Begin(1);
        arena.World.Step();
        Assert.Equal(12, arena.Forces.X[arena.Forces.Orders[arena.Enemy].Target]);
    }

    private static int AgentAt(Arena arena, double x) => arena.Forces.X.AsSpan(0, arena.Forces.Allies).IndexOf(x);
}
