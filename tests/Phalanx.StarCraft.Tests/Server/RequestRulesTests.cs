using Phalanx.StarCraft.Protocol;
using Kind = Phalanx.StarCraft.Protocol.Request.RequestOneofCase;

namespace Phalanx.StarCraft.Tests.Server;

/// <summary>The table at the head of the protocol's definition, with the places where the game allows more: create_game and restart_game in a game, and leave_game after it.</summary>
public class RequestRulesTests
{
    private const string Always = "launched init_game in_game ended";

    private static readonly Dictionary<Kind, (Request Request, string Allowed)> Table = new()
    {
        [Kind.CreateGame] = (new Request { CreateGame = PlayedGame.Creation("3m") }, "launched in_game ended"),
        [Kind.JoinGame] = (new Request { JoinGame = PlayedGame.Joining() }, "init_game"),
        [Kind.RestartGame] = (new Request { RestartGame = new() }, "in_game ended"),
        [Kind.LeaveGame] = (new Request { LeaveGame = new() }, "in_game ended"),
        [Kind.Quit] = (new Request { Quit = new() }, Always),
        [Kind.GameInfo] = (new Request { GameInfo = new() }, "in_game ended"),
        [Kind.Observation] = (new Request { Observation = new() }, "in_game ended"),
        [Kind.Action] = (new Request { Action = new() }, "in_game"),
        [Kind.Step] = (new Request { Step = new() }, "in_game"),
        [Kind.Data] = (new Request { Data = new() }, "in_game ended"),
        [Kind.Query] = (new Request { Query = new() }, "in_game ended"),
        [Kind.AvailableMaps] = (new Request { AvailableMaps = new() }, Always),
        [Kind.Ping] = (new Request { Ping = new() }, Always),
        [Kind.Debug] = (new Request { Debug = new() }, "in_game"),

        // What the game has and this has not.
        [Kind.None] = (new Request(), ""),
        [Kind.StartReplay] = (new Request { StartReplay = new() }, ""),
        [Kind.QuickSave] = (new Request { QuickSave = new() }, ""),
        [Kind.QuickLoad] = (new Request { QuickLoad = new() }, ""),
        [Kind.SaveReplay] = (new Request { SaveReplay = new() }, ""),
        [Kind.ReplayInfo] = (new Request { ReplayInfo = new() }, ""),
        [Kind.SaveMap] = (new Request { SaveMap = new() }, ""),
        [Kind.ObsAction] = (new Request { ObsAction = new() }, ""),
        [Kind.MapCommand] = (new Request { MapCommand = new() }, ""),
    };

    public static IEnumerable<object[]> Cases =>
        from kind in Enum.GetNames<Kind>() from status in Always.Split(' ') select (object[])[kind, status];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_request_is_answered_in_every_status(string kind, string status)
    {
        PlayedGame game = Game(status);
        Status before = game.Status;
        (Request request, string allowed) = Table[Enum.Parse<Kind>(kind)];
        request = request.Clone();
        request.Id = 12345;

        Response response = game.Ask(request);

        Assert.Equal(12345u, response.Id);
        Assert.True(response.HasStatus);
        Assert.Equal(game.Status, response.Status);
        if (allowed.Split(' ').Contains(status))
        {
            Assert.Empty(response.Error);
            Assert.Equal(kind, response.ResponseCase.ToString());
        }
        else
        {
            Assert.NotEmpty(Assert.Single(response.Error));
            Assert.Equal(Response.ResponseOneofCase.None, response.ResponseCase);
            Assert.Equal(before, game.Status);
        }
    }

    /// <summary>Clients look for these words to see that a game is over, or was never there.</summary>
    [Theory]
    [InlineData("ended", "Game has already ended")]
    [InlineData("launched", "Not in a game")]
    public void A_step_without_a_game_is_told_in_the_words_that_clients_look_for(string status, string words) =>
        Assert.Equal(words, Assert.Single(Game(status).Ask(new Request { Step = new RequestStep() }).Error));

    [Fact]
    public void The_way_through_a_game_is_the_game_s()
    {
        var game = new PlayedGame();
        Assert.Equal(Status.Launched, game.Status);
        Assert.Equal(Status.InitGame, game.Do(new Request { CreateGame = PlayedGame.Creation("3m") }).Status);
        Response joined = game.Do(new Request { JoinGame = PlayedGame.Joining() });
        Assert.Equal((Status.InGame, 1u), (joined.Status, joined.JoinGame.PlayerId));
        Assert.Equal(Status.Launched, game.Do(new Request { LeaveGame = new() }).Status);
        Assert.Equal(Status.InitGame, game.Do(new Request { CreateGame = PlayedGame.Creation("3m") }).Status);
        Assert.Equal(Status.Quit, game.Do(new Request { Quit = new() }).Status);
    }

    [Fact]
    public void Ping_tells_the_version_whose_numbers_the_battles_have()
    {
        ResponsePing ping = new PlayedGame().Do(new Request { Ping = new() }).Ping;
        Assert.Equal(("4.10.0.75689", "B89B5D6FA7CBF6452E721311BFBC6CB2", 75689u, 75689u), (ping.GameVersion, ping.DataVersion, ping.DataBuild, ping.BaseBuild));
    }

    private static PlayedGame Game(string status)
    {
        if (status == "launched")
        {
            return new PlayedGame();
        }

        if (status == "init_game")
        {
            var created = new PlayedGame();
            created.Do(new Request { CreateGame = PlayedGame.Creation("3m") });
            return created;
        }

        PlayedGame game = PlayedGame.On("3m");
        if (status == "ended")
        {
            game.Debug(new DebugCommand { EndGame = new DebugEndGame() });
            Assert.Equal(Status.Ended, game.Status);
        }

        return game;
    }
}
