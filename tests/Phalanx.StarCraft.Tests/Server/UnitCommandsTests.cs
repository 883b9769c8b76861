using Phalanx.StarCraft.Protocol;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;
using GameAction = Phalanx.StarCraft.Protocol.Action;

namespace Phalanx.StarCraft.Tests.Server;

public class UnitCommandsTests
{
    /// <summary>A marine walks 1.125 cells in a step (battles.md, 2.1).</summary>
    [Fact]
    public void A_unit_walks_to_a_point_and_tells_where()
    {
        PlayedGame game = On("3m");
        Unit unit = game.Units(1)[2];
        Point2D goal = new() { X = unit.Pos.X + 2, Y = unit.Pos.Y };

        Assert.Equal(ActionResult.Success, game.Act(Command(Abilities.Move, unit.Tag, point: goal)));
        game.Step();

        Unit after = game.Units(1)[2];
        Assert.Equal((unit.Pos.X + 1.125f, unit.Pos.Y), (after.Pos.X, after.Pos.Y));
        UnitOrder order = Assert.Single(after.Orders);
        Assert.Equal(((uint)Abilities.Move, goal.X, goal.Y), (order.AbilityId, order.TargetWorldSpacePos.X, order.TargetWorldSpacePos.Y));
    }

    [Fact]
    public void A_unit_that_is_told_to_stop_stops()
    {
        PlayedGame game = On("3m");
        Unit unit = game.Units(1)[0];
        game.Act(Command(Abilities.Move, unit.Tag, point: new Point2D { X = unit.Pos.X - 2, Y = unit.Pos.Y }));
        Assert.Equal(ActionResult.Success, game.Act(Command(Abilities.Stop, unit.Tag)));
        game.Step();

        Unit after = game.Units(1)[0];
        Assert.Equal(unit.Pos, after.Pos);
        Assert.Empty(after.Orders);
    }

    [Fact]
    public void A_unit_attacks_the_unit_that_it_is_told_to()
    {
        PlayedGame game = On("3m");
        (Unit unit, Unit enemy) = (game.Units(1)[0], game.Units(2)[1]);
        for (int step = 0; step < 7; step++)
        {
            Assert.Equal(ActionResult.Success, game.Act(Command(Abilities.Attack, unit.Tag, enemy.Tag)));
            game.Step();
        }

        Unit after = game.Units(1)[0];
        Assert.Equal(enemy.Tag, after.EngagedTargetTag);
        Assert.Equal(((uint)Abilities.Attack, enemy.Tag), (after.Orders[0].AbilityId, after.Orders[0].TargetUnitTag));
        Assert.True(after.WeaponCooldown > 0);
        Assert.True(game.Units(2)[1].Health < enemy.HealthMax);
    }

    [Fact]
    public void A_medivac_heals()
    {
        PlayedGame game = On("MMM");
        List<Unit> team = game.Units(1);
        (Unit medivac, Unit marine) = (team[^1], team[3]);
        game.Debug(new DebugCommand { UnitValue = new DebugSetUnitValue { UnitValue = DebugSetUnitValue.Types.UnitValue.Life, Value = 20, UnitTag = marine.Tag } });
        Assert.Equal(ActionResult.Success, game.Act(Command(Abilities.Heal, medivac.Tag, marine.Tag)));
        game.Step();

        // In one step 4.5 health, and 1.5 energy less what comes back (battles.md, 8.2).
        team = game.Units(1);
        Assert.Equal(24.5f, team[3].Health);
        Assert.Equal(48.78125f, team[^1].Energy);
    }

    [Fact]
    public void What_a_unit_cannot_do_is_answered_and_told_once_with_the_next_observation()
    {
        PlayedGame game = On("MMM");
        (List<Unit> team, List<Unit> enemies) = (game.Units(1), game.Units(2));
        (ulong marine, ulong medivac) = (team[3].Tag, team[^1].Tag);
        (GameAction Action, ActionResult Result)[] cases =
        [
            (Command(Abilities.Attack, marine, marine), ActionResult.CantTargetThatUnit),
            (Command(Abilities.Attack, marine, 5), ActionResult.Error),
            (Command(Abilities.Attack, marine, point: new Point2D { X = 1, Y = 1 }), ActionResult.NotSupported),
            (Command(Abilities.Attack, medivac, enemies[0].Tag), ActionResult.NotSupported),
            (Command(Abilities.Heal, medivac, enemies[0].Tag), ActionResult.CantTargetThatUnit),
            (Command(Abilities.Heal, medivac, medivac), ActionResult.CantTargetThatUnit),
            (Command(Abilities.Heal, marine, team[0].Tag), ActionResult.NotSupported),
            (Command(Abilities.Stop, enemies[0].Tag), ActionResult.Error),
            (Command(Abilities.Stop, 5), ActionResult.Error),
            (Command(Abilities.Move, marine, point: new Point2D { X = float.NaN, Y = 1 }), ActionResult.Error),
            (Command(Abilities.Move, marine, point: new Point2D { X = 1e30f, Y = 1 }), ActionResult.Error),
            (Command(Abilities.Move, marine, team[0].Tag), ActionResult.NotSupported),
            (Command(380, marine), ActionResult.NotSupported),
        ];
        Assert.All(cases, each => Assert.Equal(each.Result, game.Act(each.Action)));

        ResponseObservation told = game.Observe();
        Assert.Equal(cases.Select(each => each.Result), told.ActionErrors.Select(error => error.Result));
        Assert.Equal((marine, (ulong)Abilities.Attack), (told.ActionErrors[0].UnitTag, told.ActionErrors[0].AbilityId));
        Assert.Empty(game.Observe().ActionErrors);
    }

    [Fact]
    public void Actions_that_are_no_commands_of_units_are_answered()
    {
        PlayedGame game = On("3m");
        GameAction queued = Command(Abilities.Stop, game.Units(1)[0].Tag);
        queued.ActionRaw.UnitCommand.QueueCommand = true;
        Assert.Equal(ActionResult.NotSupported, game.Act(queued));
        Assert.Equal(ActionResult.NotSupported, game.Act(new GameAction()));
        Assert.Equal(ActionResult.NotSupported, game.Act(new GameAction { ActionChat = new ActionChat() }));
        Assert.Equal(ActionResult.NotSupported, game.Act(new GameAction { ActionRaw = new ActionRaw { CameraMove = new ActionRawCameraMove() } }));
        Assert.Equal(ActionResult.Error, game.Act(new GameAction { ActionRaw = new ActionRaw { UnitCommand = new ActionRawUnitCommand { AbilityId = 4 } } }));
    }
}
