using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Which targets the enemy's units choose, keep and leave. Agents stand where a test puts them.</summary>
public class TargetingTests
{
    private const int None = -1;

    [Theory]
    [InlineData(BattleProfile.Sc2, "marine", 5.5 + 0.375 + 0.375)]
    [InlineData(BattleProfile.Sc2, "stalker", 6.5 + 0.625 + 0.375)]
    [InlineData(BattleProfile.Sc2, "zealot", 5 + 0.5 + 0.375)]
    [InlineData(BattleProfile.Sc2, "colossus", 7.5 + 1 + 0.375)]
    [InlineData(BattleProfile.Sc2, "spine_crawler", 10 + 1.125 + 0.375)]
    [InlineData(BattleProfile.Lite, "marine", 5 + 0.375)]
    [InlineData(BattleProfile.Lite, "stalker", 5 + 0.375)]
    [InlineData(BattleProfile.Lite, "spine_crawler", 10 + 0.375)]
    public void Units_look_for_targets_so_far(BattleProfile profile, string type, double scan)
    {
        Arena near = Watch(profile, [Unit(profile, "marine", 10, 16)], Unit(profile, type, 10 + scan - 0.01, 16));
        Arena far = Watch(profile, [Unit(profile, "marine", 10, 16)], Unit(profile, type, 10 + scan + 0.01, 16));
        near.Ticks(1);
        far.Ticks(1);
        Assert.Equal((0, None), (TargetIn(near), TargetIn(far)));
    }

    [Fact]
    public void The_nearest_is_chosen_and_of_equals_that_of_the_lower_id()
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("marine", 14, 16), Unit("marine", 13, 14), Unit("marine", 13, 18)], Unit("zealot", 17, 16));
        arena.Ticks(1);
        Assert.Equal(14, arena.Forces.X[TargetIn(arena)]);

        Arena equal = Watch(BattleProfile.Sc2, [Unit("marine", 14, 14), Unit("marine", 14, 18)], Unit("zealot", 17, 16));
        equal.Ticks(1);
        Assert.Equal(0, TargetIn(equal));
    }

    [Fact]
    public void A_target_in_range_is_kept_although_another_comes_nearer()
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("marine", 12, 16), Unit("marine", 5, 16)], Unit("marine", 17, 16));
        (int first, int second) = (arena.AgentAt(12), arena.AgentAt(5));
        arena.Ticks(1);
        Assert.Equal(first, TargetIn(arena));
        arena.Forces.X[second] = 14;
        arena.Ticks(1);
        Assert.Equal(first, TargetIn(arena));
        arena.Forces.Health[first] = 0;
        arena.Ticks(1);
        Assert.Equal(second, TargetIn(arena));
    }

    [Fact]
    public void A_target_that_leaves_the_range_of_the_weapon_and_of_sight_is_lost()
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("marine", 12, 16)], Unit("marine", 17, 16));
        arena.Ticks(1);
        Assert.Equal(0, TargetIn(arena));
        arena.Forces.X[0] = 17 - 6.3;
        arena.Ticks(1);
        Assert.Equal(None, TargetIn(arena));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2)]
    [InlineData(BattleProfile.Lite)]
    public void Who_attacks_is_answered_from_any_distance_and_kept(BattleProfile profile)
    {
        Arena arena = Watch(profile, [Unit(profile, "stalker", 5, 16)], Unit(profile, "zealot", 25, 16));
        arena.Ticks(3);
        Assert.Equal(None, TargetIn(arena));
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(2);
        double before = arena.Forces.X[arena.Enemy];
        arena.Ticks(5);
        Assert.Equal(0, TargetIn(arena));
        Assert.True(arena.Forces.X[arena.Enemy] < before);

        // It lets go of what attacks it no more and is out of range.
        arena.Forces.Orders[0] = UnitOrder.Stop;
        arena.Ticks(2);
        Assert.Equal(None, TargetIn(arena));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2, true)]
    [InlineData(BattleProfile.Lite, false)]
    public void While_a_target_is_out_of_range_one_in_range_is_taken_in_sc2(BattleProfile profile, bool switches)
    {
        Arena arena = Watch(profile, [Unit(profile, "stalker", 4, 16), Unit(profile, "marine", 25, 30)], Unit(profile, "zealot", 25, 16));
        (int attacker, int other) = (arena.AgentAt(4), arena.AgentAt(25));
        arena.Forces.Orders[attacker] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(2);
        Assert.Equal(attacker, TargetIn(arena));
        (arena.Forces.X[other], arena.Forces.Y[other]) = (arena.Forces.X[arena.Enemy], 16.9);
        arena.Ticks(1);
        Assert.Equal(switches ? other : attacker, TargetIn(arena));
    }

    [Fact]
    public void In_sc2_one_in_sight_alone_is_no_reason_to_leave_a_target_that_attacks()
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("stalker", 4, 16), Unit("marine", 25, 30)], Unit("zealot", 25, 16));
        (int attacker, int other) = (arena.AgentAt(4), arena.AgentAt(25));
        arena.Forces.Orders[attacker] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(2);
        (arena.Forces.X[other], arena.Forces.Y[other]) = (arena.Forces.X[arena.Enemy], 19);
        arena.Ticks(1);
        Assert.Equal(attacker, TargetIn(arena));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2, "marine")]
    [InlineData(BattleProfile.Lite, "medivac")]
    public void In_lite_healers_are_attacked_first(BattleProfile profile, string chosen)
    {
        Arena arena = Watch(profile, [Unit(profile, "marine", 14, 16), Unit(profile, "medivac", 12.5, 16)], Unit(profile, "marine", 17, 16));
        arena.Ticks(1);
        Assert.Equal(chosen, arena.Forces.Types[TargetIn(arena)].Name);
    }

    [Fact]
    public void In_lite_a_healer_that_comes_near_is_attacked_instead_of_the_target()
    {
        Arena arena = Watch(
            BattleProfile.Lite,
            [Unit(BattleProfile.Lite, "marine", 14, 16), Unit(BattleProfile.Lite, "medivac", 2, 16)],
            Unit(BattleProfile.Lite, "marine", 17, 16));
        (int marine, int medivac) = (arena.AgentAt(14), arena.AgentAt(2));
        arena.Ticks(1);
        Assert.Equal(marine, TargetIn(arena));
        arena.Forces.X[medivac] = 12.5;
        arena.Ticks(1);
        Assert.Equal(medivac, TargetIn(arena));
    }

    [Theory]
    [InlineData("marauder")]
    [InlineData("zealot")]
    public void What_a_weapon_cannot_hit_is_no_target(string type)
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("medivac", 16, 16), Unit("marine", 13, 16)], Unit(type, 17, 16));
        arena.Ticks(1);
        Assert.Equal("marine", arena.Forces.Types[TargetIn(arena)].Name);
    }

    [Theory]
    [InlineData(BattleProfile.Sc2)]
    [InlineData(BattleProfile.Lite)]
    public void Structures_are_attacked_last(BattleProfile profile)
    {
        Arena arena = Watch(profile, [Unit(profile, "spine_crawler", 14, 16), Unit(profile, "marine", 17, 20)], Unit(profile, "marine", 17, 16));
        arena.Ticks(1);
        Assert.Equal("marine", arena.Forces.Types[TargetIn(arena)].Name);
        arena.Forces.Health[TargetIn(arena)] = 0;
        arena.Ticks(1);
        Assert.Equal("spine_crawler", arena.Forces.Types[TargetIn(arena)].Name);
    }

    [Fact]
    public void A_spine_crawler_fires_at_what_is_in_range_and_never_walks()
    {
        // Its reach is 7 + 1.125 + 0.625; it looks farther.
        Arena arena = Watch(BattleProfile.Sc2, [Unit("stalker", 16, 16), Unit("stalker", 25, 5)], Unit("spine_crawler", 16 + 8.76, 16));
        arena.Ticks(40);
        int near = arena.AgentAt(16);
        Assert.Equal((80, near), (arena.Forces.Shield[near], TargetIn(arena)));
        arena.Forces.X[near] += 0.02;
        arena.Ticks(1);
        Assert.Equal(50, arena.Forces.Shield[near]);

        // One that stands farther in sight and attacks is no target while another is in range.
        arena.Forces.Orders[1 - near] = UnitOrder.Attack(arena.Enemy);
        arena.Forces.X[near] -= 0.02;
        (arena.Forces.X[1 - near], arena.Forces.Y[1 - near]) = (16 + 8.76, 10);
        arena.Ticks(1);
        Assert.Equal(1 - near, TargetIn(arena));
        Assert.Equal((16 + 8.76, 16), (arena.Forces.X[arena.Enemy], arena.Forces.Y[arena.Enemy]));
    }

    [Fact]
    public void Agents_never_choose_targets_themselves()
    {
        Arena arena = Watch(BattleProfile.Sc2, [Unit("marine", 14, 16), Unit("marine", 14, 18)], Unit("zealot", 17, 16));
        arena.Forces.Orders[1] = UnitOrder.MoveTo(13, 18);
        arena.Ticks(60);
        Assert.True(arena.Forces.Health.AsSpan(0, 2).IndexOf(0) >= 0);
        Assert.Equal((50, 100), (arena.Forces.Shield[arena.Enemy], arena.Forces.Health[arena.Enemy]));
    }

    private static int TargetIn(Arena arena) => arena.Forces.Targets[arena.Enemy];

    /// <summary>An enemy that stands and looks out for agents that do nothing.</summary>
    private static Arena Watch(BattleProfile profile, Placed[] agents, Placed enemy)
    {
        Arena arena = Arena.Of(profile, agents, [enemy]);
        arena.Forces.Orders[arena.Enemy] = UnitOrder.Hold;
        return arena;
    }
}
