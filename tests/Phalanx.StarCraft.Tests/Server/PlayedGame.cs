using Google.Protobuf;
using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;
using GameAction = Phalanx.StarCraft.Protocol.Action;

namespace Phalanx.StarCraft.Tests.Server;

/// <summary>A game without a socket before it, and what a client of it does all the time.</summary>
internal sealed class PlayedGame(GameOptions? options = null)
{
    private readonly SimulatedGame _game = new(options ?? new GameOptions());

    public Status Status => _game.Status;

    public static RequestCreateGame Creation(string map, uint seed = 7) => new()
    {
        LocalMap = new LocalMap { MapPath = $"SMAC_Maps/{map}.SC2Map" },
        PlayerSetup = { new PlayerSetup { Type = PlayerType.Participant }, new PlayerSetup { Type = PlayerType.Computer, Race = Race.Zerg, Difficulty = Difficulty.VeryHard } },
        RandomSeed = seed,
    };

    public static RequestJoinGame Joining() => new() { Race = Race.Terran, Options = new InterfaceOptions { Raw = true, Score = false } };

    /// <summary>A game that is played on a map.</summary>
    public static PlayedGame On(string map, uint seed = 7, GameOptions? options = null)
    {
        var game = new PlayedGame(options);
        game.Do(new Request { CreateGame = Creation(map, seed) });
        game.Do(new Request { JoinGame = Joining() });
        Assert.Equal(Status.InGame, game.Status);
        return game;
    }

    public static GameAction Command(int ability, ulong unit, ulong? target = null, Point2D? point = null)
    {
        var command = new ActionRawUnitCommand { AbilityId = ability, UnitTags = { unit } };
        if (target is { } tag)
        {
            command.TargetUnitTag = tag;
        }
        else if (point is not null)
        {
            command.TargetWorldSpacePos = point;
        }

        return new GameAction { ActionRaw = new ActionRaw { UnitCommand = command } };
    }

    /// <summary>Sends a request as bytes, and gives the bytes of the answer.</summary>
    public byte[] AskForBytes(Request request)
    {
        GameAnswer answer = _game.Answer(Request.Parser.ParseFrom(request.ToByteArray()));
        byte[] bytes = new byte[answer.Measure()];
        answer.WriteTo(bytes);
        return bytes;
    }

    /// <summary>What the server does while its client reads an answer.</summary>
    public void WorkAhead() => _game.WorkAhead();

    public Response Ask(Request request) => Response.Parser.ParseFrom(AskForBytes(request));

    /// <summary>The same where no error is expected.</summary>
    public Response Do(Request request)
    {
        Response response = Ask(request);
        Assert.Empty(response.Error);
        return response;
    }

    public uint Step(uint count = 8) => Do(new Request { Step = new RequestStep { Count = count } }).Step.SimulationLoop;

    public ResponseObservation Observe() => Do(new Request { Observation = new RequestObservation() }).Observation;

    public List<Unit> Units() => [.. Observe().Observation.RawData.Units];

    public List<Unit> Units(int owner) => [.. Units().Where(unit => unit.Owner == owner)];

    public ActionResult Act(GameAction action) => Assert.Single(Do(new Request { Action = new RequestAction { Actions = { action } } }).Action.Result);

    public void Debug(params DebugCommand[] commands) => Do(new Request { Debug = new RequestDebug { Debug = { commands } } });

    public void Kill(IEnumerable<Unit> units) => Debug(new DebugCommand { KillUnit = new DebugKillUnit { Tag = { units.Select(unit => unit.Tag) } } });
}
