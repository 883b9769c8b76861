using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;

namespace Phalanx.StarCraft.Tests.Server;

public class GameClockTests
{
    [Fact]
    public void A_restart_brings_another_battle_and_begins_the_clock_anew()
    {
        PlayedGame game = On("3m");
        List<Unit> units = game.Units();
        game.Step(100);
        game.Do(new Request { RestartGame = new() });
        ResponseObservation told = game.Observe();
        Assert.Equal(0u, told.Observation.GameLoop);
        Assert.Empty(told.Observation.RawData.Event.DeadUnits);
        Assert.Equal(units.Select(unit => unit.Pos), told.Observation.RawData.Units.Select(unit => unit.Pos));
        Assert.Empty(units.Select(unit => unit.Tag).Intersect(told.Observation.RawData.Units.Select(unit => unit.Tag)));
    }

    [Fact]
    public void An_ended_game_is_played_again_after_a_restart()
    {
        PlayedGame game = On("3m");
        game.Debug(new DebugCommand { EndGame = new DebugEndGame() });
        Assert.Equal(Status.InGame, game.Do(new Request { RestartGame = new() }).Status);
        Assert.Empty(game.Observe().PlayerResult);
        game.Step();
    }

    [Fact]
    public void After_many_loops_a_game_must_be_created_again()
    {
        PlayedGame game = On("3m");
        game.Step(SimulatedGame.MostLoopsOfRestarts);
        Assert.False(game.Do(new Request { RestartGame = new() }).RestartGame.HasNeedHardReset);
        game.Step(1);
        Response asked = game.Do(new Request { RestartGame = new() });
        Assert.True(asked.RestartGame.NeedHardReset);
        Assert.Equal(1u, game.Observe().Observation.GameLoop);
        game.Do(new Request { CreateGame = Creation("3m") });
        game.Do(new Request { JoinGame = Joining() });
        Assert.False(game.Do(new Request { RestartGame = new() }).RestartGame.HasNeedHardReset);
    }

    [Fact]
    public void Time_ends_and_the_game_with_it()
    {
        PlayedGame game = On("3m");
        Assert.Equal(SimulatedGame.EndOfTime - 1, game.Step(SimulatedGame.EndOfTime - 1));
        Assert.Equal(Status.InGame, game.Status);
        Assert.Equal(SimulatedGame.EndOfTime, game.Step(uint.MaxValue));
        Assert.Equal(Status.Ended, game.Status);
        Assert.Equal([Result.Tie, Result.Tie], game.Observe().PlayerResult.Select(result => result.Result));
        Assert.Equal("Game has already ended", Assert.Single(game.Ask(new Request { Step = new() }).Error));
    }

    [Fact]
    public void Work_that_is_done_ahead_changes_no_answer()
    {
        PlayedGame waiting = On("3m");
        PlayedGame ahead = On("3m");
        var random = new Random(5);
        for (int request = 0; request < 3000; request++)
        {
            Request next = random.Next(6) switch
            {
                0 or 1 => new Request { Step = new RequestStep { Count = (uint)random.Next(20) } },
                2 => new Request { Observation = new() },
                3 => new Request { Action = new RequestAction { Actions = { Command(random.Next(2) == 0 ? 23 : 16, 0x1_0000_0001 + (ulong)random.Next(8), 0x1_0000_0001 + (ulong)random.Next(8)) } } },
                4 => new Request { Ping = new() },
                _ => random.Next(40) == 0 ? new Request { RestartGame = new() } : new Request { Step = new RequestStep { Count = 8 } },
            };
            Assert.Equal(waiting.AskForBytes(next), ahead.AskForBytes(next));
            ahead.WorkAhead();
        }
    }
}
