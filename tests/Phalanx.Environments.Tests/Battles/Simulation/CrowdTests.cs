using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>How units get past each other, and where they cannot.</summary>
public class CrowdTests
{
    [Fact]
    public void Fixture_48_three_zealots_close_the_choke_of_corridor()
    {
        UnitType zealot = Catalogue.Unit(BattleProfile.Sc2, "zealot") with { Health = 1e6 };
        Placed[] wall = [new(zealot, 11.35, 12.5), new(zealot, 12.5, 12.5), new(zealot, 13.65, 12.5)];
        Arena arena = Besiege(wall);
        arena.Ticks(400);
        Assert.All(arena.Forces.Y[arena.Enemy..], y => Assert.InRange(y, 12, 32));

        // They came to fight: the wall was hit.
        Assert.InRange(arena.Forces.Shield[..3].Count(shield => shield == 0), 2, 3);
        Assert.Equal([12.5, 12.5, 12.5], arena.Forces.Y[..3]);
    }

    [Fact]
    public void Through_an_open_choke_they_come()
    {
        Arena arena = Besiege([Unit("marine", 31, 2)]);
        Assert.InRange(arena.TicksUntil(() => arena.Forces.Y[arena.Enemy..].All(y => y < 12)), 1, 400);
    }

    [Fact]
    public void A_unit_walks_around_a_standing_wall()
    {
        Placed[] wall = [.. Enumerable.Range(0, 7).Select(number => Unit("marine", 16, 13 + (0.8 * number)))];
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("zealot", 8, 15.4), .. wall], [Unit("marine", 30, 30)]);
        int zealot = arena.Forces.Types.ToList().FindIndex(type => type.Name == "zealot");
        arena.Forces.Orders[zealot] = UnitOrder.MoveTo(24, 15.4);
        Assert.InRange(arena.TicksUntil(() => arena.Forces.X[zealot] == 24), 1, 220);
        Assert.Equal(7, arena.Forces.X.Count(x => Math.Abs(x - 16) < 0.2));
    }

    [Fact]
    public void Twenty_five_marines_in_five_rows_all_get_past_a_row_of_standing_friends()
    {
        Placed[] marching = [.. Enumerable.Range(0, 25).Select(number => Unit("marine", 4 + (0.8 * (number % 5)), 14 + (0.8 * (number / 5))))];
        Placed[] standing = [.. Enumerable.Range(0, 6).Select(number => Unit("marauder", 14, 12.5 + (1.2 * number)))];
        Arena arena = Arena.Of(BattleProfile.Sc2, [.. marching, .. standing], [Unit("marine", 31, 31)]);
        int[] marines = [.. Enumerable.Range(0, arena.Forces.Allies).Where(unit => arena.Forces.Types[unit].Name == "marine")];
        Assert.Equal(25, marines.Length);
        foreach (int marine in marines)
        {
            arena.Forces.Orders[marine] = UnitOrder.MoveTo(arena.Forces.X[marine] + 18, arena.Forces.Y[marine]);
        }

        // Straight the last of them would need 115 ticks.
        Assert.InRange(arena.TicksUntil(() => marines.All(marine => arena.Forces.X[marine] > 20)), 100, 300);
    }

    [Fact]
    public void Attackers_surround_one_who_stands()
    {
        // Behind the first there is room around the target, and the others find it.
        UnitType target = Catalogue.Unit(BattleProfile.Sc2, "zealot") with { Health = 1e6 };
        Placed[] zerglings = [.. Enumerable.Range(0, 6).Select(number => Unit("zergling", 8, 14 + (0.76 * number)))];
        Arena arena = Arena.Of(BattleProfile.Sc2, zerglings, [new Placed(target, 16, 16)]);
        arena.Forces.Orders.AsSpan(0, 6).Fill(UnitOrder.Attack(arena.Enemy));
        Assert.InRange(arena.TicksUntil(() => arena.Forces.Decisions.AsSpan(0, 6).ToArray().All(decision => decision.Acts)), 1, 120);
    }

    [Fact]
    public void Walkers_nudge_idle_friends_and_never_those_who_fight()
    {
        foreach (bool fights in (bool[])[false, true])
        {
            Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 10, 16), Unit("marine", 10.8, 16)], [Unit("zealot", 10, 21)]);
            arena.Forces.X[1] = 10.72;
            arena.Forces.Orders[0] = UnitOrder.MoveTo(10, 18);
            arena.Forces.Orders[1] = fights ? UnitOrder.Attack(arena.Enemy) : UnitOrder.Stop;
            arena.Ticks(1);
            Assert.InRange(arena.Forces.X[1], fights ? 10.72 : 10.72 + 1e-3, fights ? 10.72 : 10.73);
        }
    }

    [Fact]
    public void Units_of_different_planes_go_through_each_other()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("medivac", 8, 16), Unit("colossus", 12, 16), Unit("marine", 14, 16)], [Unit("marine", 30, 30)]);
        int medivac = arena.Forces.Types.ToList().FindIndex(type => type.IsHealer);
        arena.Forces.Orders[medivac] = UnitOrder.MoveTo(20, 16);
        double[] before = [.. arena.Forces.X];
        Assert.Equal((int)Math.Ceiling(12 / 0.171875), arena.TicksUntil(() => arena.Forces.X[medivac] == 20));
        Assert.All(Enumerable.Range(0, 3).Where(unit => unit != medivac), unit => Assert.Equal(before[unit], arena.Forces.X[unit]));
    }

    [Fact]
    public void The_same_crowd_takes_the_same_ways()
    {
        double[][] ends = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            Placed[] marching = [.. Enumerable.Range(0, 20).Select(number => Unit("stalker", 4 + (1.3 * (number % 5)), 12 + (1.3 * (number / 5))))];
            Placed[] standing = [.. Enumerable.Range(0, 9).Select(number => Unit("zealot", 18, 11 + (0.9 * number)))];
            Arena arena = Arena.Of(BattleProfile.Sc2, marching, standing);
            arena.Forces.Orders.AsSpan(0, 20).Fill(UnitOrder.MoveTo(26, 16));
            arena.Ticks(150);
            return arena.Forces.X.Concat(arena.Forces.Y).ToArray();
        })];
        Assert.Equal(ends[0], ends[1]);
    }

    [Fact]
    public void Units_that_start_in_one_place_part()
    {
        Placed[] crowd = [.. Enumerable.Range(0, 20).Select(_ => Unit("zealot", 16, 16))];
        Arena arena = Arena.Of(BattleProfile.Sc2, crowd, [Unit("marine", 31, 31)]);
        BattleAudit audit = new(arena.Rules, arena.Forces);
        audit.Begin();
        Assert.Null(audit.FaultAfterStep());
        Assert.Equal(20, arena.Forces.X.AsSpan(0, 20).ToArray().Zip(arena.Forces.Y).Distinct().Count());
    }

    /// <summary>24 zerglings that come through the choke of corridor from the north-east.</summary>
    private static Arena Besiege(Placed[] agents) => Arena.Of(
        BattleProfile.Sc2,
        agents,
        [.. Enumerable.Range(0, 24).Select(number => Unit("zergling", 18 + (0.8 * (number % 6)), 17 + (0.8 * (number / 6))))],
        Terrains.Of("corridor"),
        new EnemyOrder.AttackMove(4.47, 4.3298, 4.47, 4.3298));
}
