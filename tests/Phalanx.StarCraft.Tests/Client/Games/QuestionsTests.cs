using Google.Protobuf;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Client.Games;

/// <summary>What is written by hand is what the generated classes write.</summary>
public class QuestionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(300)]
    public void Loops_are_asked_for(int loops)
    {
        Request asked = Written(new StepQuestion(loops), 70_000);
        Assert.Equal(new Request { Id = 70_000, Step = new RequestStep { Count = (uint)loops } }, asked);
        Assert.Equal(new Request { Id = 3, Observation = new RequestObservation() }, Written(new ObservationQuestion(), 3));
    }

    [Theory]
    [InlineData("2m_vs_1z")]
    [InlineData("2c_vs_64zg")]
    public void All_living_units_are_killed(string map)
    {
        (SmacView view, BattleUnits units) = Begun(map);
        view.Units[1].Health = 0;
        var expected = new DebugKillUnit { Tag = { units.Tags.ToArray().Where((_, unit) => unit != 1) } };
        Assert.Equal(
            new Request { Id = 5, Debug = new RequestDebug { Debug = { new DebugCommand { KillUnit = expected } } } },
            Written(new KillQuestion(view, units), 5));
    }

    [Fact]
    public void Commands_are_those_of_the_agents()
    {
        (SmacView view, BattleUnits units) = Begun("MMM");
        view.Units[0].Health = 0; // an agent that is dead does nothing
        for (int enemy = 10; enemy < 20; enemy++)
        {
            (view.Units[enemy].X, view.Units[enemy].Y) = (view.Units[1].X + 1, view.Units[1].Y);
        }

        view.Refresh();
        int[] actions = [0, 6 + 2, 2, 3, 4, 5, 1, 1, 1, 6 + 1];
        Assert.Null(view.Breach(actions));
        view.Take(actions);
        Request asked = Written(new ActionQuestion(view, units), 200);
        ActionRawUnitCommand[] commands = [.. asked.Action.Actions.Select(action => action.ActionRaw.UnitCommand)];
        Assert.Equal(9, commands.Length);
        Assert.Equal(Command(1, Abilities.Attack, target: units.Tags[12]), commands[0]);
        Assert.Equal(Command(2, Abilities.Move, point: (view.Units[2].X, view.Units[2].Y + 2)), commands[1]);
        Assert.Equal(Command(5, Abilities.Move, point: (view.Units[5].X - 2, view.Units[5].Y)), commands[4]);
        Assert.Equal(Command(6, Abilities.Stop), commands[5]);
        Assert.Equal(Command(9, Abilities.Heal, target: units.Tags[1]), commands[8]);

        ActionRawUnitCommand Command(int agent, int ability, ulong? target = null, (double X, double Y)? point = null)
        {
            var command = new ActionRawUnitCommand { AbilityId = ability, UnitTags = { units.Tags[agent] }, QueueCommand = false };
            if (target is { } tag)
            {
                command.TargetUnitTag = tag;
            }

            if (point is var (x, y))
            {
                command.TargetWorldSpacePos = new Point2D { X = (float)x, Y = (float)y };
            }

            return command;
        }
    }

    private static Request Written(IGameQuestion question, uint id)
    {
        byte[] message = new byte[question.LongestMessage];
        return Request.Parser.ParseFrom(message, 0, question.Write(message, id));
    }

    private static (SmacView View, BattleUnits Units) Begun(string map)
    {
        var server = new ScriptedServer(map);
        var world = new ScriptedWorld(server.Plan, 1970, 0);
        var seen = new SeenUnits();
        seen.Read(ScriptedGame.Observed(world).ToByteArray());
        var view = new SmacView(new SmacRules(server.Plan.Scenario, new StarCraftSettings()));
        var units = new BattleUnits(server.Plan);
        Assert.True(units.TryBegin(seen, view));
        return (view, units);
    }
}
