using Phalanx.Environments;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;
using GameAction = Phalanx.StarCraft.Protocol.Action;

namespace Phalanx.StarCraft.Tests.Server;

/// <summary>The same seed and actions give the same battles with the server in between and without: what units are told is not blurred by single precision.</summary>
public class SameBattleTests
{
    private static readonly StreamPurpose Draws = StreamPurpose.Named("actions of a test");

    [Theory]
    [InlineData("3m", 6)]
    [InlineData("2s3z", 6)]
    [InlineData("MMM2", 4)]
    [InlineData("corridor", 2)]
    [InlineData("2c_vs_64zg", 2)]
    [InlineData("bane_vs_bane", 2)]
    public void Battles_go_the_same_way(string map, int battles)
    {
        var plan = BattlePlan.Of(BattleMaps.Load(map, BattleProfile.Sc2), map);
        BattleMapSettings settings = new();
        var sight = new SmacRules(plan.Scenario, settings, plan.Extras);
        var direct = new Battle(new BattleRules(plan, settings), sight);
        PlayedGame game = On(map, seed: 11);
        bool[] available = new bool[sight.Allies * sight.Actions];
        int[] actions = new int[sight.Allies];
        var random = new RandomStream(1, Draws, 0);
        for (int battle = 0; battle < battles; battle++)
        {
            direct.Begin(EpisodeSeeds.Of(11, (ulong)battle));
            List<Unit> start = game.Units();
            Assert.Equal(sight.Units, start.Count);
            for (int step = 0; step < 60; step++)
            {
                List<Unit> units = game.Units();
                AssertSame(direct.Forces, start, units);
                direct.View.WriteAvailableActions(available);
                RandomActions.Draw(available, ref random, actions);
                var commands = new RequestAction();
                for (int agent = 0; agent < actions.Length; agent++)
                {
                    if (CommandOf(actions[agent], direct.Forces.Types[agent].IsHealer, sight.Allies, units.Find(unit => unit.Tag == start[agent].Tag), start) is { } command)
                    {
                        commands.Actions.Add(command);
                    }
                }

                direct.Step(actions);
                Assert.All(game.Do(new Request { Action = commands }).Action.Result, result => Assert.Equal(ActionResult.Success, result));
                game.Step();
            }

            game.Kill(game.Units());
            game.Step(2);
        }
    }

    private static void AssertSame(Forces forces, List<Unit> start, List<Unit> units)
    {
        int next = 0;
        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (forces.IsAlive(unit))
            {
                Unit seen = units[next++];
                Assert.Equal(start[unit].Tag, seen.Tag);
                Assert.Equal(
                    ((float)forces.X[unit], (float)forces.Y[unit], (float)forces.Health[unit], (float)forces.Shield[unit]),
                    (seen.Pos.X, seen.Pos.Y, seen.Health, seen.Shield));
            }
        }

        Assert.Equal(next, units.Count);
    }

    /// <summary>What SMAC sends for an action.</summary>
    private static GameAction? CommandOf(int action, bool healer, int allies, Unit? unit, List<Unit> start) => action switch
    {
        0 => null,
        1 => Command(Abilities.Stop, unit!.Tag),
        2 => Move(unit!, 0, 2),
        3 => Move(unit!, 0, -2),
        4 => Move(unit!, 2, 0),
        5 => Move(unit!, -2, 0),
        _ => healer ? Command(Abilities.Heal, unit!.Tag, start[action - 6].Tag) : Command(Abilities.Attack, unit!.Tag, start[allies + action - 6].Tag),
    };

    private static GameAction Move(Unit unit, float x, float y) =>
        Command(Abilities.Move, unit.Tag, point: new Point2D { X = unit.Pos.X + x, Y = unit.Pos.Y + y });
}
