using Phalanx.Environments.Battles;
using static Phalanx.Environments.Tests.Battles.Simulation.Troops;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Faults that a test plants, one for each thing that the audit looks for.</summary>
public class BattleAuditTests
{
    private const int Marine = 0;
    private const int Stalker = 2;
    private const int Medivac = 3;

    [Fact]
    public void A_battle_in_order_has_no_fault()
    {
        (Arena arena, BattleAudit audit) = Begin();
        for (int step = 0; step < 200; step++)
        {
            arena.World.Step();
            Assert.Null(audit.FaultAfterStep());
        }
    }

    [Theory]
    [InlineData(Marine, 5.5, 20, "agent 0 (marine) is at (5.5, 20), where it cannot be")]
    [InlineData(Marine, -0.01, 10, "agent 0 (marine) is at (-0.01, 10), where it cannot be")]
    [InlineData(Marine, 10, 32, "agent 0 (marine) is at (10, 32), where it cannot be")]
    [InlineData(Medivac, 10, 32.01, "enemy 0 (medivac_stock) is at (10, 32.01), where it cannot be")]
    public void A_unit_where_it_cannot_be(int unit, double x, double y, string fault) =>
        AssertFault(fault, forces => (forces.X[unit], forces.Y[unit]) = (x, y));

    [Theory]
    [InlineData(Medivac, 5.5, 20)]
    [InlineData(Medivac, 32, 32)]
    [InlineData(Stalker, 9, 19.9)]
    public void A_unit_where_it_can_be(int unit, double x, double y) =>
        AssertFault(null, forces => (forces.X[unit], forces.Y[unit]) = (x, y));

    [Theory]
    [InlineData(0.701, null)]
    [InlineData(0.699, "agent 0 (marine) at (9.301, 10) overlaps agent 1 (marine) at (10, 10) by more than 0.05")]
    public void Two_units_in_one_place(double distance, string? fault) =>
        AssertFault(fault, forces => (forces.X[Marine], forces.Y[Marine]) = (10 - distance, 10));

    [Fact]
    public void Units_of_different_planes_may_be_in_one_place() =>
        AssertFault(null, forces => (forces.X[Marine], forces.Y[Marine]) = (forces.X[Medivac], forces.Y[Medivac]));

    [Fact]
    public void The_dead_are_in_no_ones_way() => AssertFault(null, forces =>
    {
        forces.Health[Marine] = 0;
        (forces.X[Marine], forces.Y[Marine]) = (forces.X[1], forces.Y[1]);
    });

    [Theory]
    [InlineData(30, 30.1, "agent 0 (marine) went from 30 health and 0 shield to 30.1 and 0, which is less than nothing or more than comes back in a step")]
    [InlineData(45, 45.1, "agent 0 (marine) went from 45 health and 0 shield to 45.1 and 0, which is less than nothing or more than comes back in a step")]
    public void Health_from_nowhere(double before, double after, string fault) =>
        AssertFault(fault, forces => forces.Health[Marine] = after, forces => forces.Health[Marine] = before);

    [Theory]
    [InlineData(20, 20.125, null)]
    [InlineData(20, 20.2, "agent 2 (stalker) went from 80 health and 20 shield to 80 and 20.2, which is less than nothing or more than comes back in a step")]
    public void A_shield_from_nowhere(double before, double after, string? fault) =>
        AssertFault(fault, forces => forces.Shield[Stalker] = after, forces => forces.Shield[Stalker] = before);

    [Theory]
    [InlineData(30.5625, null)]
    [InlineData(30.6, "enemy 1 (marine) went from 30 health and 0 shield to 30.6 and 0, which is less than nothing or more than comes back in a step")]
    public void More_health_than_healers_give(double after, string? fault)
    {
        const int Patient = Medivac + 1;
        AssertFault(fault, forces => forces.Health[Patient] = after, forces => forces.Health[Patient] = 30);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Health_that_is_no_health(double health) =>
        AssertFault(
            FormattableString.Invariant($"agent 0 (marine) went from 45 health and 0 shield to {health} and 0, which is less than nothing or more than comes back in a step"),
            forces => forces.Health[Marine] = health);

    [Fact]
    public void The_dead_live() => AssertFault(
        "agent 0 (marine) was dead before the step and lives, walks or acts",
        forces => (forces.Health[Marine], forces.Types[Marine]) = (1, forces.Types[Marine] with { HealthPerTick = 1 }),
        forces => forces.Health[Marine] = 0);

    [Fact]
    public void The_dead_walk() => AssertFault(
        "agent 0 (marine) was dead before the step and lives, walks or acts",
        forces => forces.Decisions[Marine] = Decision.Walk(0.1, 9, 9),
        forces => forces.Health[Marine] = 0);

    [Fact]
    public void The_dead_act() => AssertFault(
        "agent 0 (marine) was dead before the step and lives, walks or acts",
        forces => forces.Decisions[Marine] = Decision.ActOn(Medivac),
        forces => forces.Health[Marine] = 0);

    /// <summary>Looks at a battle in which a test changed something after a step, and maybe something before.</summary>
    private static void AssertFault(string? fault, Action<Forces> change, Action<Forces>? before = null)
    {
        (Arena arena, BattleAudit audit) = Begin(before);
        arena.World.Step();
        change(arena.Forces);
        Assert.Equal(fault, audit.FaultAfterStep());
    }

    private static (Arena Arena, BattleAudit Audit) Begin(Action<Forces>? before = null)
    {
        Arena arena = Arena.Of(
            BattleProfile.Sc2,
            [Unit("marine", 8, 10), Unit("marine", 10, 10), Unit("stalker", 12, 10)],
            [Unit("medivac_stock", 20, 12), Unit("marine", 20, 10)],
            Terrains.Where((_, row) => row >= 20));
        before?.Invoke(arena.Forces);
        BattleAudit audit = new(arena.Rules, arena.Forces);
        audit.Begin();
        return (arena, audit);
    }
}
