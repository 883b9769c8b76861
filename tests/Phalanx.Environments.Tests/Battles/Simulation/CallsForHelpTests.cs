using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>
/// Who comes to help when a unit is hit. Distances of the first test were measured in the game (4.10.0) with two units of radius 0.375: help comes from
/// 4.75 between the centres, and not from 4.76.
/// </summary>
public class CallsForHelpTests
{
    private const int None = -1;
    private const double AttackerX = 8;

    [Theory]
    [InlineData(4, true)]
    [InlineData(4.375, true)]
    [InlineData(4.75, true)]
    [InlineData(4.76, false)]
    [InlineData(5, false)]
    public void Who_stands_idle_beside_one_that_is_hit_goes_for_the_attacker(double distance, bool helps)
    {
        Arena arena = Fight(BattleProfile.Sc2, friendY: 16 + distance);
        double before = DistanceToAgent(arena);
        arena.Ticks(20);
        Assert.Equal(helps ? 0 : None, arena.Forces.Targets[Friend(arena)]);
        Assert.Equal(helps, DistanceToAgent(arena) < before);
    }

    [Fact]
    public void In_lite_nobody_calls()
    {
        Arena arena = Fight(BattleProfile.Lite, friendY: 18);
        arena.Ticks(20);
        Assert.Equal(None, arena.Forces.Targets[Friend(arena)]);
    }

    [Fact]
    public void Who_has_a_target_keeps_it()
    {
        // The second agent stands at the friend's side; it does nothing.
        Arena arena = Fight(BattleProfile.Sc2, friendY: 18, Unit("marine", 17, 19));
        arena.Ticks(40);
        Assert.Equal(arena.AgentAt(17), arena.Forces.Targets[Friend(arena)]);
    }

    [Fact]
    public void Who_finds_a_target_on_the_way_forgets_the_call()
    {
        Arena arena = Fight(BattleProfile.Sc2, friendY: 20, Unit("marine", 30, 30));
        (int attacker, int other) = (arena.AgentAt(AttackerX), arena.AgentAt(30));
        arena.Ticks(3);
        Assert.Equal(attacker, arena.Forces.Targets[Friend(arena)]);
        (arena.Forces.X[other], arena.Forces.Y[other]) = (arena.Forces.X[Friend(arena)], arena.Forces.Y[Friend(arena)] + 2);
        arena.Ticks(2);
        Assert.Equal(other, arena.Forces.Targets[Friend(arena)]);
        arena.Forces.Health[other] = 0;
        arena.Ticks(1);
        Assert.Equal(None, arena.Forces.Targets[Friend(arena)]);
    }

    [Fact]
    public void Who_is_ordered_about_does_not_hear()
    {
        Arena arena = Fight(BattleProfile.Sc2, friendY: 18);
        arena.Forces.Orders[Friend(arena)] = UnitOrder.Stop;
        arena.Ticks(40);
        Assert.Equal(None, arena.Forces.Targets[Friend(arena)]);
    }

    [Fact]
    public void Nobody_is_called_against_what_it_cannot_hit()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("stalker", 8, 16)], [Unit("marine", 15, 16), Unit("medivac", 15, 18)]);
        arena.Forces.Orders.AsSpan(1).Fill(UnitOrder.Hold);
        arena.Forces.Orders[0] = UnitOrder.Attack(1);
        arena.Ticks(20);
        Assert.NotEqual(0, arena.Forces.Targets[2]);
    }

    [Fact]
    public void Help_ends_when_the_attacker_dies_or_nobody_sees_it_any_more()
    {
        Arena arena = Fight(BattleProfile.Sc2, friendY: 18);
        arena.Ticks(3);
        Assert.Equal(0, arena.Forces.Targets[Friend(arena)]);
        arena.Forces.Orders[0] = UnitOrder.Stop;
        (arena.Forces.X[0], arena.Forces.Y[0]) = (1, 1);
        arena.Ticks(1);
        Assert.Equal(None, arena.Forces.Targets[Friend(arena)]);
        (arena.Forces.X[0], arena.Forces.Y[0]) = (AttackerX, 16);
        arena.Ticks(1);
        Assert.Equal(None, arena.Forces.Targets[Friend(arena)]);
    }

    [Fact]
    public void A_unit_calls_again_after_two_seconds()
    {
        // Hits are 24 ticks apart. The friend comes near after the first, so it hears nothing of the second, which falls into the silence of 32 ticks.
        Arena arena = Fight(BattleProfile.Sc2, friendY: 30);
        double whole = arena.Forces.Health[arena.Enemy];
        arena.TicksUntil(() => arena.Forces.Health[arena.Enemy] < whole);
        arena.Forces.Y[Friend(arena)] = 18;
        int ticks = arena.TicksUntil(() => arena.Forces.Targets[Friend(arena)] >= 0);
        Assert.Equal((24 * 2) + 1, ticks);
    }

    private static int Friend(Arena arena) => arena.Enemy + 1;

    private static double DistanceToAgent(Arena arena) => Math.Sqrt(arena.Forces.DistanceSquared(0, Friend(arena)));

    /// <summary>
    /// A marauder that fires from afar at a marine of the enemy, and a second marine above that one, which looks out. Both marines are out of reach of
    /// what they could see themselves.
    /// </summary>
    private static Arena Fight(BattleProfile profile, double friendY, params Placed[] others)
    {
        Arena arena = Arena.Of(
            profile,
            [Unit(profile, "marauder", AttackerX, 16), .. others],
            [Unit(profile, "marine", AttackerX + 6.9, 16), Unit(profile, "marine", AttackerX + 6.9, friendY)]);
        arena.Forces.Orders[arena.Enemy] = UnitOrder.Stop;
        arena.Forces.Orders[Friend(arena)] = UnitOrder.Hold;
        arena.Forces.Orders[arena.AgentAt(AttackerX)] = UnitOrder.Attack(arena.Enemy);
        return arena;
    }
}
