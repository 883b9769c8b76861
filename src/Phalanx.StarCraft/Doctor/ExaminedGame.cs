using Google.Protobuf;
using Phalanx.Foundation;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Doctor;

/// <summary>A game that is asked one thing after the other. One process plays all maps.</summary>
internal sealed class ExaminedGame : IDisposable
{
    // A game that was just installed may load for minutes.
    private static readonly TimeSpan TimeToStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TimeToQuit = TimeSpan.FromSeconds(3);

    private readonly IGameHost _host;
    private readonly GameConnection _connection;

    private ExaminedGame(IGameHost host, GameConnection connection)
    {
        (_host, _connection) = (host, connection);
        Version = ResponsePing.Parser.ParseFrom(_connection.Exchange(new Request { Ping = new() }).Body);
    }

    /// <summary>Which game it is.</summary>
    public ResponsePing Version { get; }

    /// <summary>Starts the game.</summary>
    /// <exception cref="GameFaultException">It does not start.</exception>
    public static ExaminedGame Start(GameStarter starter)
    {
        IGameHost host = starter.Start();
        GameConnection? connection = null;
        try
        {
            connection = GameConnection.Open(host, TimeToStart, TimeToAnswer);
            return new ExaminedGame(host, connection);
        }
        catch
        {
            Disposal.OfAll([connection, host]);
            throw;
        }
    }

    /// <summary>Begins to play a map, also in place of another.</summary>
    /// <exception cref="GameFaultException">The game refuses.</exception>
    public StartRaw Play(GameStarter map)
    {
        ResponseCreateGame created = Ask(
            ResponseCreateGame.Parser,
            new Request
            {
                CreateGame = new RequestCreateGame
                {
                    LocalMap = new LocalMap { MapPath = map.MapPath, MapData = ByteString.CopyFrom(map.Map.Span) },
                    PlayerSetup = { new PlayerSetup { Type = PlayerType.Participant }, new PlayerSetup { Type = PlayerType.Computer, Race = Race.Random, Difficulty = Difficulty.VeryHard } },
                    RandomSeed = 1,
                },
            });
        ThrowIf(created.HasError, $"does not create a game on '{map.MapPath}': {created.Error} {created.ErrorDetails}");
        ResponseJoinGame joined = Ask(ResponseJoinGame.Parser, new Request { JoinGame = new RequestJoinGame { Race = Race.Random, Options = new InterfaceOptions { Raw = true } } });
        ThrowIf(joined.HasError, $"lets no one join a game on '{map.MapPath}': {joined.Error} {joined.ErrorDetails}");
        return Ask(ResponseGameInfo.Parser, new Request { GameInfo = new() }).StartRaw;
    }

    /// <summary>All units as they are.</summary>
    public IReadOnlyList<Unit> Units() => Ask(ResponseObservation.Parser, new Request { Observation = new() }).Observation.RawData.Units;

    /// <summary>Lets loops go by.</summary>
    public void Step(uint loops) => Ask(ResponseStep.Parser, new Request { Step = new RequestStep { Count = loops } });

    /// <summary>Tells units what to do.</summary>
    public void Act(IEnumerable<ActionRawUnitCommand> commands) => Ask(
        ResponseAction.Parser,
        new Request { Action = new RequestAction { Actions = { commands.Select(command => new Protocol.Action { ActionRaw = new ActionRaw { UnitCommand = command } }) } } });

    /// <summary>Does things to units past all rules.</summary>
    public void Debug(IEnumerable<DebugCommand> commands) => Ask(ResponseDebug.Parser, new Request { Debug = new RequestDebug { Debug = { commands } } });

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _connection.Ask(new Request { Quit = new() });
            _connection.Send();
            _host.WaitForEnd(TimeToQuit);
        }
        catch (GameFaultException)
        {
            // It has gone already.
        }

        Disposal.OfAll([_connection, _host]);
    }

    private static void ThrowIf(bool refused, string what)
    {
        if (refused)
        {
            throw new GameFaultException(what);
        }
    }

    private T Ask<T>(MessageParser<T> parser, Request request)
        where T : IMessage<T> => parser.ParseFrom(_connection.Exchange(request).Body);
}
