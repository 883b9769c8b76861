using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests.Battles.Simulation;

/// <summary>Fixtures 1 to 18: how many attacks it takes one unit to kill another, and in which tick the last one falls, in both profiles.</summary>
public class TimeToKillTests
{
    [Theory]
    [InlineData(1, "marine", "marine", 8, 98, 71)]
    [InlineData(2, "marine", "zealot", 29, 387, 281)]
    [InlineData(3, "marine", "marauder", 25, 332, 241)]
    [InlineData(4, "marauder", "stalker", 9, 193, 145)]
    [InlineData(5, "marauder", "marine", 5, 97, 73)]
    [InlineData(6, "stalker", "stalker", 10, 271, 199)]
    [InlineData(7, "stalker", "zealot", 13, 361, 265)]
    [InlineData(8, "zealot", "marine", 3, 40, 29)]
    [InlineData(9, "zealot", "zealot", 11, 193, 141)]
    [InlineData(10, "zealot", "stalker", 11, 193, 141)]
    [InlineData(11, "zealot", "hydralisk", 5, 78, 57)]
    [InlineData(12, "hydralisk", "zealot", 14, 173, 131)]
    [InlineData(13, "zergling", "zealot", 35, 380, 273)]
    [InlineData(14, "colossus", "zergling", 2, 25, 19)]
    [InlineData(15, "colossus", "zealot", 6, 121, 91)]
    [InlineData(16, "spine_crawler", "stalker", 6, 150, 111)]
    [InlineData(17, "stalker", "spine_crawler", 19, 540, 397)]
    [InlineData(18, "zergling", "zergling", 7, 68, 49)]
    public void It_takes_so_many_attacks_and_ticks(int number, string attacker, string target, int attacks, int ticks, int ticksInLite)
    {
        Assert.InRange(number, 1, 18);
        Assert.Equal((attacks, ticks), Kill(BattleProfile.Sc2, attacker, Lasting(BattleProfile.Sc2, target)));
        Assert.Equal((attacks, ticksInLite), Kill(BattleProfile.Lite, attacker, Lasting(BattleProfile.Lite, target)));
    }

    [Theory]
    [InlineData(11, "zealot", "hydralisk", 6, 97)]
    [InlineData(17, "stalker", "spine_crawler", 20, 570)]
    [InlineData(18, "zergling", "zergling", 8, 79)]
    public void Regeneration_can_take_one_attack_more(int number, string attacker, string target, int attacks, int ticks)
    {
        Assert.InRange(number, 11, 18);
        Assert.Equal((attacks, ticks), Kill(BattleProfile.Sc2, attacker, Catalogue.Unit(BattleProfile.Sc2, target)));
    }

    [Fact]
    public void Fixture_1_shots_fall_in_these_ticks()
    {
        Assert.Equal([1, 15, 29, 43, 57, 70, 84, 98], TicksOfAttacks(BattleProfile.Sc2, "marine", Catalogue.Unit(BattleProfile.Sc2, "marine")));
        Assert.Equal([1, 11, 21, 31, 41, 51, 61, 71], TicksOfAttacks(BattleProfile.Lite, "marine", Catalogue.Unit(BattleProfile.Lite, "marine")));
    }

    [Fact]
    public void Fixture_6_shields_take_hits_without_armor()
    {
        Arena arena = Duel(BattleProfile.Sc2, "stalker", Catalogue.Unit(BattleProfile.Sc2, "stalker"));
        double[] shields = [62, 44, 26, 8, 0];
        double[] health = [80, 80, 80, 80, 71];
        for (int hit = 0; hit < shields.Length; hit++)
        {
            double before = arena.Forces.Cooldown[0];
            arena.TicksUntil(() => HasFired(arena, ref before));
            Assert.Equal((shields[hit], health[hit]), (arena.Forces.Shield[arena.Enemy], arena.Forces.Health[arena.Enemy]));
        }
    }

    private static UnitType Lasting(BattleProfile profile, string name) => Catalogue.Unit(profile, name) with { HealthPerTick = 0 };

    private static (int Attacks, int Ticks) Kill(BattleProfile profile, string attacker, UnitType target)
    {
        int[] ticks = TicksOfAttacks(profile, attacker, target);
        return (ticks.Length, ticks[^1]);
    }

    private static int[] TicksOfAttacks(BattleProfile profile, string attacker, UnitType target)
    {
        Arena arena = Duel(profile, attacker, target);
        List<int> ticks = [];
        double before = 0;
        for (int tick = 1; arena.Forces.IsAlive(arena.Enemy); tick++)
        {
            arena.Ticks(1);
            if (HasFired(arena, ref before))
            {
                ticks.Add(tick);
            }
        }

        return [.. ticks];
    }

    private static bool HasFired(Arena arena, ref double before)
    {
        double now = arena.Forces.Cooldown[0];
        bool fired = now > before;
        before = now;
        return fired;
    }

    /// <summary>An attacker in range of a target that never fights back.</summary>
    private static Arena Duel(BattleProfile profile, string attacker, UnitType target)
    {
        UnitType type = Catalogue.Unit(profile, attacker);
        Arena arena = Arena.Of(profile, [new Placed(type, 10, 16)], [new Placed(target, 10 + type.Radius + target.Radius + 0.05, 16)]);
        arena.Forces.Orders[0] = UnitOrder.Attack(arena.Enemy);
        return arena;
    }
}
