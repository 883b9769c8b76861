using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Phalanx.Environments.Battles;
using Phalanx.Foundation;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>One game from its start to its end, or until it is lost. All that goes wrong with it is a <see cref="GameFaultException"/>.</summary>
internal sealed class GameSession : IDisposable
{
    // After so many loops since its start a game cannot be restarted without a new process (battles.md, 7.3), and after twice as many it stands still.
    private const uint LoopsOfRestart = 1 << 18;

    private static readonly TimeSpan TimeToQuit = TimeSpan.FromSeconds(3);
    private static readonly Lock Starting = new();

    private static readonly StepQuestion OneLoop = new(1);
    private static readonly StepQuestion TwoLoops = new(2);
    private static readonly ObservationQuestion See = new();

    private readonly IGameHost _host;
    private readonly GameConnection _connection;
    private bool _asks;
    private long? _quits;

    private GameSession(IGameHost host, GameConnection connection, GameOrigin origin) => (_host, _connection, Origin) = (host, connection, origin);

    /// <summary>Which game it is.</summary>
    public GameOrigin Origin { get; }

    /// <summary>The ground; null until the game was joined.</summary>
    public Terrain? Ground { get; private set; }

    /// <summary>Where units may be, from the lower left to the upper right; null until the game was joined.</summary>
    public RectangleI? PlayableArea { get; private set; }

    /// <summary>The units that were seen last.</summary>
    public SeenUnits Seen { get; } = new();

    /// <summary>How many commands the game did not obey.</summary>
    public int RefusedCommands { get; private set; }

    /// <summary>The result that the game gave for the last one of them.</summary>
    public int LastRefusal { get; private set; }

    /// <summary>Starts a game and joins it. Games of all batches are started one after the other, since each takes a whole core while it starts.</summary>
    /// <param name="starter">Starts it.</param>
    /// <param name="plan">What is played.</param>
    /// <param name="settings">How.</param>
    /// <param name="number">The number of the game among those of a batch.</param>
    public static GameSession Start(IGameStarter starter, BattlePlan plan, StarCraftSettings settings, int number)
    {
        lock (Starting)
        {
            IGameHost host = starter.Start();
            GameConnection? connection = null;
            GameSession? session = null;
            try
            {
                connection = GameConnection.Open(host, TimeSpan.FromSeconds(settings.LaunchTimeout), TimeSpan.FromSeconds(settings.RequestTimeout));
                GameAnswer ping = connection.Exchange(new Request { Ping = new RequestPing() });
                session = new GameSession(host, connection, GameOrigin.Of(Parsed(ResponsePing.Parser, ping)));
                Require(ping.Status, Status.Launched, Request.RequestOneofCase.Ping);
                session.Create(starter, plan, settings, number);
                session.Join(plan);
                session.ReadGround(plan.Scenario.Terrain.Name);
                return session;
            }
            catch
            {
                // The game itself last: how it ended may be the reason.
                Disposal.OfAll([connection, host]);
                throw;
            }
        }
    }

    /// <summary>Whether it has played so long that it is restarted before another battle.</summary>
    /// <param name="longest">The most loops of a battle.</param>
    public bool IsSpent(int longest) => Seen.Loop + (uint)longest >= LoopsOfRestart;

    /// <summary>Asks for the units as they are.</summary>
    public void AskUnits()
    {
        Ask(See);
        Send();
    }

    /// <summary>Asks for a loop, and for the units then.</summary>
    public void AskLoop()
    {
        Ask(OneLoop);
        Ask(See);
        Send();
    }

    /// <summary>Asks for an end of all units, upon which the map begins another battle, and for its units.</summary>
    public void AskNextBattle(KillQuestion kill)
    {
        Ask(kill);
        Ask(TwoLoops);
        Ask(See);
        Send();
    }

    /// <summary>Asks for a step: commands, loops, and what is seen after them, before the first of these is answered.</summary>
    public void AskStep(ActionQuestion commands, StepQuestion loops)
    {
        Ask(commands);
        Ask(loops);
        Ask(See);
        Send();
    }

    /// <summary>Waits for what <see cref="AskUnits"/> asked for.</summary>
    public void AnswerUnits()
    {
        Seen.Read(InGame(Request.RequestOneofCase.Observation).Body);
        _asks = false;
    }

    /// <summary>Waits for what <see cref="AskLoop"/> asked for.</summary>
    public void AnswerLoop()
    {
        InGame(Request.RequestOneofCase.Step);
        AnswerUnits();
    }

    /// <summary>Waits for what <see cref="AskNextBattle"/> asked for.</summary>
    public void AnswerNextBattle()
    {
        InGame(Request.RequestOneofCase.Debug);
        AnswerLoop();
    }

    /// <summary>Waits for what <see cref="AskStep"/> asked for.</summary>
    public void AnswerStep()
    {
        CountRefusals(InGame(Request.RequestOneofCase.Action).Body);
        AnswerLoop();
    }

    /// <summary>Restarts the game in its process.</summary>
    /// <returns>Whether it could; where it cannot, a new process can.</returns>
    public bool TryRestart()
    {
        ResponseRestartGame answer = Parsed(ResponseRestartGame.Parser, _connection.Exchange(new Request { RestartGame = new RequestRestartGame() }));
        return !answer.HasError && !answer.NeedHardReset;
    }

    /// <summary>What the game recorded of itself, as the content of a file.</summary>
    public ReadOnlyMemory<byte> SaveReplay() =>
        Parsed(ResponseSaveReplay.Parser, _connection.Exchange(new Request { SaveReplay = new RequestSaveReplay() })).Data.Memory;

    /// <summary>Asks the game to end, unless it is in the middle of an answer.</summary>
    public void AskToQuit()
    {
        if (_asks)
        {
            return;
        }

        try
        {
            _connection.Ask(new Request { Quit = new RequestQuit() });
            _connection.Send();
            _quits = Stopwatch.GetTimestamp();
        }
        catch (GameFaultException)
        {
            // It has gone already.
        }
    }

    /// <summary>Waits for its end after <see cref="AskToQuit"/>, and lets it end otherwise where that takes too long.</summary>
    public void Leave()
    {
        if (_quits is { } since && TimeToQuit - Stopwatch.GetElapsedTime(since) is { Ticks: > 0 } rest)
        {
            _host.WaitForEnd(rest);
        }

        _host.Leave();
    }

    /// <summary>Ends the game at once.</summary>
    public void Dispose() => Disposal.OfAll([_connection, _host]);

    private static T Parsed<T>(MessageParser<T> parser, GameAnswer answer)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(answer.Body);
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new GameFaultException($"sent a message that is damaged: {damaged.Message}", damaged);
        }
    }

    private static string Reason(bool hasError, string error, string details) =>
        hasError ? details.Length > 0 ? $"{error}: {Shown.Sentence(details)}" : error : "";

    private void Create(IGameStarter starter, BattlePlan plan, StarCraftSettings settings, int number)
    {
        var create = new RequestCreateGame
        {
            LocalMap = new LocalMap { MapPath = starter.MapPath, MapData = UnsafeByteOperations.UnsafeWrap(starter.Map) },
            Realtime = false,
            PlayerSetup =
            {
                new PlayerSetup { Type = PlayerType.Participant },
                new PlayerSetup { Type = PlayerType.Computer, Race = Races.Of(plan.EnemyTypes), Difficulty = (Difficulty)settings.Difficulty },
            },
        };
        if (settings.Seed is { } seed)
        {
            create.RandomSeed = (uint)seed + (uint)number;
        }

        GameAnswer answer = _connection.Exchange(new Request { CreateGame = create });
        ResponseCreateGame created = Parsed(ResponseCreateGame.Parser, answer);
        if (Reason(created.HasError, created.Error.ToString(), created.ErrorDetails) is { Length: > 0 } reason)
        {
            throw new GameFaultException($"does not create the game on '{starter.MapPath}' ({reason})");
        }

        Require(answer.Status, Status.InitGame, Request.RequestOneofCase.CreateGame);
    }

    private void Join(BattlePlan plan)
    {
        GameAnswer answer = _connection.Exchange(new Request
        {
            JoinGame = new RequestJoinGame { Race = Races.Of(plan.AllyTypes), Options = new InterfaceOptions { Raw = true, Score = false } },
        });
        ResponseJoinGame joined = Parsed(ResponseJoinGame.Parser, answer);
        if (Reason(joined.HasError, joined.Error.ToString(), joined.ErrorDetails) is { Length: > 0 } reason)
        {
            throw new GameFaultException($"lets no one join ({reason})");
        }

        if (joined.PlayerId != 1)
        {
            throw new GameFaultException(string.Create(CultureInfo.InvariantCulture, $"made the team player {joined.PlayerId}; it must be player 1"));
        }

        Require(answer.Status, Status.InGame, Request.RequestOneofCase.JoinGame);
    }

    private void ReadGround(string name)
    {
        GameAnswer answer = _connection.Exchange(new Request { GameInfo = new RequestGameInfo() });
        Require(answer.Status, Status.InGame, Request.RequestOneofCase.GameInfo);
        StartRaw? map = Parsed(ResponseGameInfo.Parser, answer).StartRaw;
        try
        {
            Ground = map is null ? throw new GameFaultException("tells nothing of its map") : MapImages.Read(name, map.PathingGrid, map.TerrainHeight);
            PlayableArea = map.PlayableArea;
        }
        catch (InvalidDataException other)
        {
            throw new GameFaultException($"plays on another map: {other.Message}", other);
        }
    }

    private void Ask(IGameQuestion question)
    {
        _asks = true;
        _connection.Ask(question);
    }

    private void Send() => _connection.Send();

    private GameAnswer InGame(Request.RequestOneofCase kind)
    {
        GameAnswer answer = _connection.Receive(kind);
        Require(answer.Status, Status.InGame, kind);
        return answer;
    }

    private static void Require(Status status, Status expected, Request.RequestOneofCase kind)
    {
        if (status != expected)
        {
            throw new GameFaultException($"is in status '{status}' after {GameAnswer.Name(kind)}, not in '{expected}'");
        }
    }

    private void CountRefusals(ReadOnlySpan<byte> response)
    {
        var reader = new WireReader(response);
        while (reader.Next())
        {
            if (reader.Field != ResponseAction.ResultFieldNumber)
            {
                reader.Skip();
            }
            else if (reader.IsVarint)
            {
                CountRefusal(reader.Varint());
            }
            else
            {
                for (ReadOnlySpan<byte> packed = reader.Block(); !packed.IsEmpty;)
                {
                    CountRefusal(WireReader.NextOf(ref packed));
                }
            }
        }
    }

    private void CountRefusal(ulong result)
    {
        if (result != (ulong)ActionResult.Success)
        {
            RefusedCommands++;
            LastRefusal = (int)result;
        }
    }
}
