using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Fixtures 19 to 29: walking, ranges, area attacks, healing and shields, worked out by hand.</summary>
public class SkirmishTests
{
    private const int Exact = 9;

    [Theory]
    [InlineData(BattleProfile.Sc2, "marine", 1.125)]
    [InlineData(BattleProfile.Lite, "marine", 1.575)]
    [InlineData(BattleProfile.Sc2, "stalker", 1.4765625)]
    [InlineData(BattleProfile.Sc2, "zergling", 1.4765625)]
    [InlineData(BattleProfile.Sc2, "baneling", 1.25)]
    [InlineData(BattleProfile.Sc2, "colossus", 1.125)]
    [InlineData(BattleProfile.Sc2, "medivac", 1.375)]
    [InlineData(BattleProfile.Sc2, "medivac_stock", 1.25)]
    public void Fixtures_19_and_20_a_step_to_the_east(BattleProfile profile, string name, double step)
    {
        Arena arena = Arena.Of(profile, [Unit(profile, name, 9, 16)], [Unit(profile, "marine", 30, 30)]);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(arena.Forces.X[0] + 2, 16);
        arena.Ticks(8);
        Assert.Equal(9 + step, arena.Forces.X[0], Exact);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(arena.Forces.X[0] + 2, 16);
        arena.Ticks(8);
        Assert.Equal(9 + (2 * step), arena.Forces.X[0], Exact);
    }

    [Fact]
    public void A_unit_stops_at_its_point_in_sc2_and_goes_back_and_forth_over_it_in_lite()
    {
        double[] ends = [.. new[] { BattleProfile.Sc2, BattleProfile.Lite }.Select(profile =>
        {
            Arena arena = Arena.Of(profile, [Unit(profile, "stalker", 9, 16)], [Unit(profile, "marine", 30, 30)]);
            arena.Forces.Orders[0] = UnitOrder.MoveTo(11, 16);
            arena.Ticks(24);
            return arena.Forces.X[0];
        })];
        Assert.Equal(11, ends[0]);
        Assert.NotEqual(11, ends[1]);
        Assert.Equal(11, ends[1], 0.3);
    }

    [Fact]
    public void Fixture_21_a_marine_walks_one_tick_to_reach_what_stands_at_5_9()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("marine", 9, 16)], [Unit("zealot", 14.9, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(1);
        Assert.Equal(50, arena.Forces.Shield[arena.Enemy]);
        Assert.Equal(5.759375, arena.Forces.X[arena.Enemy] - arena.Forces.X[0], Exact);
        arena.Ticks(1);
        Assert.Equal(44, arena.Forces.Shield[arena.Enemy]);
    }

    [Theory]
    [InlineData("zealot", 1.1, true)]
    [InlineData("zealot", 1.11, false)]
    [InlineData("marine", 0.975, true)]
    [InlineData("marine", 0.985, false)]
    public void Fixture_22_the_reach_of_a_zealot(string target, double distance, bool hits)
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("zealot", 9, 16)], [Unit(target, 9 + distance, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(1);
        Assert.Equal(hits, arena.Forces.Cooldown[0] > 0);
    }

    [Fact]
    public void Fixture_23_a_baneling_walks_up_and_takes_those_around_with_it()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("baneling", 11, 16)],
            [Unit("zealot", 9, 16), Unit("zealot", 7, 16), Unit("zealot", 6.2, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.TicksUntil(() => !arena.Forces.IsAlive(0));
        double distance = arena.Forces.X[0] - 9;
        Assert.InRange(distance, 1.125 - 0.15625, 1.125);
        Assert.Equal([15, Math.Abs(arena.Forces.X[0] - 7) <= 2.7 ? 15 : 50, 50], arena.Forces.Shield[arena.Enemy..]);
        Assert.Equal([100, 100, 100], arena.Forces.Health[arena.Enemy..]);
    }

    [Theory]
    [InlineData(2.7, 15)]
    [InlineData(2.71, 50)]
    public void Fixture_23_the_edge_of_a_burst(double distance, double shield)
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("baneling", 9, 16)], [Unit("zealot", 10.1, 16), Unit("zealot", 9, 16 + distance)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(1);
        Assert.Equal(shield, arena.Forces.Shield[arena.Enemy + 1]);
    }

    [Fact]
    public void Fixture_23_in_lite_a_baneling_does_80()
    {
        Arena arena = Arena.Of(BattleProfile.Lite, [Unit(BattleProfile.Lite, "baneling", 11, 16)], [Unit(BattleProfile.Lite, "zealot", 9, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.TicksUntil(() => !arena.Forces.IsAlive(0));
        Assert.Equal((71, 0), (arena.Forces.Health[arena.Enemy], arena.Forces.Shield[arena.Enemy]));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2, new double[] { 100, 81, 47, 13, 0 })]
    [InlineData(BattleProfile.Lite, new double[] { 71, 0 })]
    public void Fixture_24_so_many_banelings_for_a_zealot(BattleProfile profile, double[] health)
    {
        Arena arena = Arena.Of(
            profile,
            [.. health.Select((_, number) => Unit(profile, "baneling", 8.9, 14 + number))],
            [Unit(profile, "zealot", 10, 16)]);
        for (int number = 0; number < health.Length; number++)
        {
            arena.Forces.Orders[number] = UnitOrder.Attack(arena.Enemy);
            int baneling = number;
            arena.TicksUntil(() => !arena.Forces.IsAlive(baneling));
            Assert.Equal(health[number], arena.Forces.Health[arena.Enemy]);
        }
    }

    [Fact]
    public void Fixture_25_a_burst_kills_a_zergling_and_leaves_a_baneling_which_bursts_when_it_dies()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("baneling", 9, 16), Unit("baneling", 30, 16), Unit("zealot", 10, 17.5)],
            [Unit("zergling", 9.9, 16), Unit("baneling", 10, 16.8)]);
        (int zergling, int baneling) = (arena.Enemy, arena.Enemy + 1);
        arena.Forces.Orders[0] = UnitOrder.Attack(zergling);
        arena.Ticks(1);
        Assert.False(arena.Forces.IsAlive(zergling));
        Assert.Equal(10, arena.Forces.Health[baneling], 0.1);
        Assert.Equal(50, arena.Forces.Shield[2]);

        arena.Forces.Orders[2] = UnitOrder.Attack(baneling);
        arena.TicksUntil(() => !arena.Forces.IsAlive(baneling));
        Assert.Equal(15, arena.Forces.Shield[2]);
    }

    [Fact]
    public void Fixture_26_the_line_of_a_colossus_lies_across_its_fire()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("colossus", 9, 16)],
            [.. Enumerable.Range(0, 5).Select(number => Unit("zergling", 14, 14.4 + (0.8 * number)))]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy + 2);
        arena.Ticks(1);
        Assert.All(arena.Forces.Health[arena.Enemy..], health => Assert.Equal(5, health));
    }

    [Theory]
    [InlineData(BattleProfile.Sc2, 48.78125)]
    [InlineData(BattleProfile.Lite, 48.28125)]
    public void Fixture_27_a_medivac_heals(BattleProfile profile, double energy)
    {
        Arena arena = Arena.Of(profile, [Unit(profile, "medivac", 9, 16), Unit(profile, "marine", 10, 16)], [Unit(profile, "marine", 30, 30)]);
        (int medivac, int marine) = arena.Forces.Types[0].IsHealer ? (0, 1) : (1, 0);
        arena.Forces.Health[marine] = 20;
        arena.Forces.Orders[medivac] = UnitOrder.Heal(marine);
        arena.Ticks(8);
        Assert.Equal(24.5, arena.Forces.Health[marine]);
        Assert.Equal(energy, arena.Forces.Energy[medivac], Exact);
        double[] after = [29, 33.5, 38, 42.5, 45, 45];
        foreach (double health in after)
        {
            arena.Ticks(8);
            Assert.Equal(health, arena.Forces.Health[marine]);
        }
    }

    [Fact]
    public void A_medivac_needs_energy_to_begin_and_less_to_go_on()
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2, [Unit("marine", 9, 15), Unit("marine", 9, 17), Unit("medivac", 9, 16)], [Unit("marine", 30, 30)]);
        (arena.Forces.Health[0], arena.Forces.Health[1], arena.Forces.Energy[2]) = (1, 1, 5.2);
        arena.Forces.Orders[2] = UnitOrder.Heal(0);
        arena.Ticks(8);
        Assert.Equal(5.5, arena.Forces.Health[0]);
        arena.Forces.Orders[2] = UnitOrder.Heal(1);
        arena.Ticks(8);
        Assert.Equal(1, arena.Forces.Health[1]);
        arena.Forces.Orders[2] = UnitOrder.Heal(0);
        arena.Ticks(8);
        Assert.Equal(10, arena.Forces.Health[0]);
    }

    [Fact]
    public void Fixture_28_a_shield_waits_and_comes_back()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("stalker", 9, 16)], [Unit("stalker", 13, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        arena.Ticks(1);
        arena.Forces.Orders[0] = UnitOrder.Stop;
        Assert.Equal(62, arena.Forces.Shield[arena.Enemy]);
        arena.Ticks(159);
        Assert.Equal(62, arena.Forces.Shield[arena.Enemy]);
        arena.Ticks(1);
        Assert.Equal(62.125, arena.Forces.Shield[arena.Enemy]);
        arena.Ticks(142);
        Assert.Equal(79.875, arena.Forces.Shield[arena.Enemy]);
        arena.Ticks(1);
        Assert.Equal(80, arena.Forces.Shield[arena.Enemy]);
    }

    [Fact]
    public void Fixture_29_a_stalker_outruns_a_zealot()
    {
        Arena arena = Arena.Of(BattleProfile.Sc2, [Unit("stalker", 12, 16)], [Unit("zealot", 10, 16)]);
        arena.Forces.Orders[0] = UnitOrder.MoveTo(30, 16);
        arena.Forces.Orders[arena.Enemy] = UnitOrder.Attack(0);
        double before = arena.Forces.X[0] - arena.Forces.X[arena.Enemy];
        arena.Ticks(8);
        Assert.Equal(before + 0.3515625, arena.Forces.X[0] - arena.Forces.X[arena.Enemy], Exact);
    }
}
