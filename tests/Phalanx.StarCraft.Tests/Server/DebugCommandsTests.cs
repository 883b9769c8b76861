using Phalanx.StarCraft.Protocol;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;
using Value = Phalanx.StarCraft.Protocol.DebugSetUnitValue.Types.UnitValue;

namespace Phalanx.StarCraft.Tests.Server;

public class DebugCommandsTests
{
    internal static DebugCommand Creation(int owner, uint type, float x, float y, uint quantity = 1) => new()
    {
        CreateUnit = new DebugCreateUnit { Owner = owner, UnitType = type, Pos = new Point2D { X = x, Y = y }, Quantity = quantity },
    };

    /// <summary>SMACv2 finds the map's types by the length of the list, kills all, creates units one by one, and steps once.</summary>
    [Fact]
    public void A_team_is_made_as_SMACv2_makes_it()
    {
        PlayedGame game = On("10gen_zerg");
        Assert.Empty(game.Units());
        uint first = (uint)game.Do(new Request { Data = new RequestData { UnitTypeId = true } }).Data.Units.Count - 9;
        game.Debug(Creation(1, first + 8, 10, 16), Creation(1, first + 2, 10, 18), Creation(1, first, 9, 16));
        game.Debug(Creation(2, 105, 22, 16), Creation(2, 107, 22, 18), Creation(2, 9, 23, 16));
        game.Step(1);

        List<Unit> team = game.Units(1);

        // Agents stand in the order of their types' numbers.
        Assert.Equal([(first, 9f), (first + 2, 10f), (first + 8, 10f)], team.Select(unit => (unit.UnitType, unit.Pos.X)));
        Assert.Equal([(105u, 22f, 35f), (107u, 22f, 90f), (9u, 23f, 30f)], game.Units(2).Select(unit => (unit.UnitType, unit.Pos.X, unit.HealthMax)));

        // Enemies who stand idle are sent.
        game.Step(8);
        Assert.True(game.Units(2)[0].Pos.X < 22);

        ulong last = game.Units().Max(unit => unit.Tag);
        game.Kill(game.Units());
        game.Step(2);
        Assert.Empty(game.Units());
        game.Debug(Creation(1, first, 9, 16));
        game.Step(1);
        Assert.Equal(last + 1, Assert.Single(game.Units()).Tag);
    }

    [Fact]
    public void On_a_map_with_units_those_that_are_created_come_first_and_the_map_s_later()
    {
        PlayedGame game = On("3m");
        game.Debug(new DebugCommand { KillUnit = new DebugKillUnit { Tag = { game.Units().Select(unit => unit.Tag) } } }, Creation(2, 48, 16, 16, 4));
        game.Step(1);
        Assert.Equal(4, game.Units(2).Count);
        Assert.Equal(4, game.Units(2).Select(unit => unit.Pos).Distinct().Count());
        Assert.Empty(game.Units(1));
        game.Step(16);
        game.Kill(game.Units());
        game.Step(1);
        Assert.Equal((3, 3), (game.Units(1).Count, game.Units(2).Count));
    }

    [Theory]
    [InlineData("corridor", 0, 32)]
    [InlineData("10gen_terran", 32, 32)]
    [InlineData("10gen_terran", -5, 40)]
    public void Units_are_created_as_near_as_the_ground_allows(string map, float x, float y)
    {
        PlayedGame game = On(map);
        game.Kill(game.Units());
        game.Debug(Creation(1, 1970, x, y));
        game.Step(1);
        Unit unit = Assert.Single(game.Units(1));
        Assert.InRange(unit.Pos.X, 0, 32);
        game.Act(Command(Abilities.Move, unit.Tag, point: new Point2D { X = 16, Y = 16 }));
        game.Step();
        Assert.NotEqual(unit.Pos, Assert.Single(game.Units(1)).Pos);
    }

    [Fact]
    public void Life_shields_and_energy_can_be_set_within_what_a_unit_can_have()
    {
        PlayedGame game = On("2s3z");
        List<Unit> units = game.Units();
        game.Debug(Set(units[0], Value.Life, 3), Set(units[1], Value.Life, 3000), Set(units[2], Value.Shields, 7), Set(units[3], Value.Life, 0), Set(units[4], Value.Energy, 9));
        List<Unit> after = game.Units();
        Assert.Equal((3f, units[1].HealthMax, 7f), (after[0].Health, after[1].Health, after[2].Shield));
        Assert.DoesNotContain(after, unit => unit.Tag == units[3].Tag);

        PlayedGame healers = On("MMM");
        healers.Debug(Set(healers.Units(1)[^1], Value.Energy, 120));
        Assert.Equal(120f, healers.Units(1)[^1].Energy);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_and_nothing_of_the_request_is_done()
    {
        PlayedGame game = On("3m");
        List<Unit> units = game.Units();
        DebugCommand kill = new() { KillUnit = new DebugKillUnit { Tag = { units[0].Tag } } };
        DebugCommand killAll = new() { KillUnit = new DebugKillUnit { Tag = { units.Select(unit => unit.Tag) } } };
        AssertRefused("no unit is left", kill, Creation(2, 48, 3, 3));
        AssertRefused("player 1 has no unit type 48", killAll, Creation(1, 48, 3, 3));
        AssertRefused("player 2 has no unit type 1970", killAll, Creation(2, 1970, 3, 3));
        AssertRefused("no player 3", killAll, Creation(3, 48, 3, 3));
        AssertRefused("needs a point", killAll, Creation(2, 48, float.NaN, 3));
        AssertRefused("128 units", killAll, Creation(2, 48, 3, 3, 100), Creation(2, 48, 3, 3, 100));
        AssertRefused("128 units", killAll, Creation(2, 48, 3, 3, uint.MaxValue));
        AssertRefused("to a number", kill, Set(units[1], Value.Life, float.NaN));
        AssertRefused("not supported", kill, new DebugCommand { Score = new DebugSetScore() });
        AssertRefused("not supported", kill, new DebugCommand { GameState = DebugGameState.God });
        AssertRefused("not supported", kill, new DebugCommand());
        Assert.Equal(6, game.Units().Count);

        void AssertRefused(string words, params DebugCommand[] commands) =>
            Assert.Contains(words, Assert.Single(game.Ask(new Request { Debug = new RequestDebug { Debug = { commands } } }).Error), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_are_drawn_by_none_and_all_is_seen_already()
    {
        PlayedGame game = On("3m");
        game.Debug(new DebugCommand { Draw = new DebugDraw() }, new DebugCommand { GameState = DebugGameState.ShowMap });
        Assert.Equal(6, game.Units().Count);
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 1, 2)]
    public void A_game_that_is_given_up_has_ended(int end, int own, int other)
    {
        PlayedGame game = On("3m");
        game.Debug(new DebugCommand { EndGame = new DebugEndGame { EndResult = (DebugEndGame.Types.EndResult)end } });
        Assert.Equal(Status.Ended, game.Status);
        Assert.Equal([(1u, (Result)own), (2u, (Result)other)], game.Observe().PlayerResult.Select(result => (result.PlayerId, result.Result)));
    }

    private static DebugCommand Set(Unit unit, Value what, float value) =>
        new() { UnitValue = new DebugSetUnitValue { UnitTag = unit.Tag, UnitValue = what, Value = value } };
}
