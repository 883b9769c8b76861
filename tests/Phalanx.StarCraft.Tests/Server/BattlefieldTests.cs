using Phalanx.StarCraft.Protocol;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;

namespace Phalanx.StarCraft.Tests.Server;

public class BattlefieldTests
{
    [Fact]
    public void The_dead_are_missing_and_told_of_once()
    {
        PlayedGame game = On("3m");
        List<Unit> units = game.Units();
        game.Kill([units[1], units[4]]);

        ResponseObservation told = game.Observe();
        Assert.Equal([units[1].Tag, units[4].Tag], told.Observation.RawData.Event.DeadUnits);
        Assert.Equal([0, 2, 3, 5], told.Observation.RawData.Units.Select(unit => units.FindIndex(other => other.Tag == unit.Tag)));
        Assert.Equal(2u, told.Observation.PlayerCommon.ArmyCount);
        Assert.Empty(game.Observe().Observation.RawData.Event.DeadUnits);
    }

    [Fact]
    public void Those_who_die_in_battle_are_told_of()
    {
        PlayedGame game = On("3m");
        HashSet<ulong> team = [.. game.Units(1).Select(unit => unit.Tag)];
        HashSet<ulong> dead = [];
        for (int step = 0; step < 60; step++)
        {
            game.Step();
            dead.UnionWith(game.Observe().Observation.RawData.Event.DeadUnits);
        }

        Assert.Equal(team, dead);
    }

    /// <summary>SMAC kills all, steps twice, and finds the next battle as it begins.</summary>
    [Fact]
    public void When_no_unit_is_left_the_next_step_brings_another_battle_with_other_tags()
    {
        PlayedGame game = On("2s3z");
        List<Unit> first = game.Units();
        game.Step();
        game.Kill(first);
        Assert.Empty(game.Observe().Observation.RawData.Units);
        game.Step(2);

        List<Unit> second = game.Units();
        Assert.Equal(first.Select(Looks), second.Select(Looks));
        Assert.Empty(first.Select(unit => unit.Tag).Intersect(second.Select(unit => unit.Tag)));
    }

    [Fact]
    public void A_step_of_no_loops_changes_nothing()
    {
        PlayedGame game = On("3m");
        game.Kill(game.Units());
        Assert.Equal(0u, game.Step(0));
        Assert.Empty(game.Units());
    }

    [Theory]
    [InlineData("3m")]
    [InlineData("MMM2")]
    [InlineData("10gen_terran")]
    public void It_makes_no_difference_how_time_is_divided(string map)
    {
        (PlayedGame one, PlayedGame other) = (On(map), On(map));
        if (map.StartsWith("10gen", StringComparison.Ordinal))
        {
            Create(one);
            Create(other);
        }

        for (int step = 0; step < 30; step++)
        {
            one.Step(8);
            other.Step(3);
            other.Step(5);
            Assert.Equal(one.Units(), other.Units());
        }
    }

    private static void Create(PlayedGame game)
    {
        game.Debug(DebugCommandsTests.Creation(1, 1974, 10, 16), DebugCommandsTests.Creation(1, 1974, 10, 18));
        game.Debug(DebugCommandsTests.Creation(2, 48, 20, 16), DebugCommandsTests.Creation(2, 48, 20, 18));
        game.Step(1);
    }

    private static (uint, int, Point, float, float, float) Looks(Unit unit) => (unit.UnitType, unit.Owner, unit.Pos, unit.Health, unit.Shield, unit.WeaponCooldown);
}
