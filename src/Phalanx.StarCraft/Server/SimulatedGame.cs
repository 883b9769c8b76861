using System.Security.Cryptography;
using Google.Protobuf;
using Phalanx.StarCraft.Protocol;
using Kind = Phalanx.StarCraft.Protocol.Request.RequestOneofCase;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// The game as its clients see it, with our battles in it: what it answers to each request in each status. A request that is refused is answered by an error, and
/// changes nothing.
/// </summary>
internal sealed class SimulatedGame(GameOptions options)
{
    /// <summary>The game's clock ends here, and the game with it.</summary>
    public const uint EndOfTime = 1 << 19;

    /// <summary>After so many loops since it was created, a game is not restarted any more: it must be created again.</summary>
    public const uint MostLoopsOfRestarts = 1 << 18;

    private readonly Response _stepped = new() { Step = new ResponseStep() };
    private readonly Response _acted = new() { Action = new ResponseAction() };
    private readonly Response _observed = new();
    private readonly Response _afterObserved = new();

    private RequestCreateGame _created = new();
    private RequestJoinGame _joined = new();
    private ServedMap? _map;
    private uint _seed;
    private Battlefield? _field;
    private ObservationWriter? _observer;
    private uint _loop;
    private ulong _loopsInAll;
    private uint _owedLoops;
    private byte[] _ahead = [];
    private int _aheadBytes;
    private Result? _result;

    /// <summary>What the game does.</summary>
    public Status Status { get; private set; } = Status.Launched;

    /// <summary>Answers a request. The answer is good until the next request.</summary>
    public GameAnswer Answer(Request request)
    {
        PlayOwedLoops();
        GameAnswer answer;
        try
        {
            answer = RequestRules.Refusal(request.RequestCase, Status) is { } refusal ? Refuse(refusal)
                : RequestRules.Lack(request.RequestCase) is { } lack ? Refuse(lack)
                : Do(request);
        }
        catch (RequestRefusedException refused)
        {
            answer = Refuse(refused.Message);
        }

        answer.Rest.Status = Status;
        if (request.HasId)
        {
            answer.Rest.Id = request.Id;
        }
        else
        {
            answer.Rest.ClearId();
        }

        return answer;
    }

    /// <summary>Answers what is no request at all.</summary>
    /// <param name="problem">What is wrong with it.</param>
    public Response AnswerUnreadable(string problem)
    {
        Response response = Refuse(problem);
        response.Status = Status;
        return response;
    }

    /// <summary>
    /// Does what the client will wait for next, while it reads its answer: the loops of a step that was answered, and the observation that follows a step. A client
    /// sees no difference but the time.
    /// </summary>
    public void WorkAhead()
    {
        if (_owedLoops > 0)
        {
            PlayOwedLoops();
            WriteObservationAhead();
        }
    }

    private static Response Refuse(string problem) => new() { Error = { problem } };

    private GameAnswer Do(Request request)
    {
        if (request.RequestCase == Kind.Observation)
        {
            return Observe();
        }

        _aheadBytes = 0;
        return Change(request);
    }

    private Response Change(Request request) => request.RequestCase switch
    {
        Kind.Step => Step(request.Step),
        Kind.Action => Act(request.Action),
        Kind.Debug => Debug(request.Debug),
        Kind.CreateGame => Create(request.CreateGame),
        Kind.JoinGame => Join(request.JoinGame),
        Kind.RestartGame => Restart(),
        Kind.LeaveGame => Leave(),
        Kind.Quit => Quit(),
        Kind.GameInfo => new Response { GameInfo = GroundPlan.Of(_map!, _created.LocalMap.MapPath, _created.PlayerSetup, _joined.Race, _joined.Options, options) },
        Kind.Data => new Response { Data = GameCatalogue.Of(request.Data, _map!, options.FirstUnitNumber) },
        Kind.Query => Query(request.Query),
        Kind.AvailableMaps => new Response { AvailableMaps = new ResponseAvailableMaps { LocalMapPaths = { ServedMaps.Names.Select(name => $"{ServedMaps.Folder}/{name}{ServedMaps.Ending}") } } },
        Kind.Ping => new Response { Ping = GameVersion.Ping() },
        _ => Refuse("the server does not know this request"),
    };

    private Response Create(RequestCreateGame request)
    {
        (ServedMap? map, ResponseCreateGame answer) = GameSetup.Create(request);
        if (map is not null)
        {
            (_map, _created, _field, _result, Status) = (map, request, null, null, Status.InitGame);
            _seed = request.HasRandomSeed ? request.RandomSeed : (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        }

        return new Response { CreateGame = answer };
    }

    private Response Join(RequestJoinGame request)
    {
        ResponseJoinGame answer = GameSetup.Join(request);
        if (!answer.HasError)
        {
            (_joined, _loop, _loopsInAll, Status) = (request, 0, 0, Status.InGame);
            _field = new Battlefield(_map!, _seed);
            _observer = new ObservationWriter(_map!, options.FirstUnitNumber);
            _observed.Observation = _observer.Message;
        }

        return new Response { JoinGame = answer };
    }

    private GameAnswer Observe()
    {
        GameAnswer answer = _observed;
        if (_aheadBytes > 0)
        {
            (answer, _aheadBytes) = (new GameAnswer(_ahead.AsMemory(0, _aheadBytes), _afterObserved), 0);
        }
        else
        {
            _observer!.Write(_field!, _loop, _result);
        }

        _observer!.Errors.Clear();
        _field!.ForgetDeaths();
        return answer;
    }

    /// <summary>Writes the next observation but for what its request decides.</summary>
    private void WriteObservationAhead()
    {
        _observer!.Write(_field!, _loop, _result);
        _observed.ClearId();
        _observed.ClearStatus();
        _aheadBytes = _observed.CalculateSize();
        if (_ahead.Length < _aheadBytes)
        {
            _ahead = new byte[2 * _aheadBytes];
        }

        _observed.WriteTo(_ahead.AsSpan(0, _aheadBytes));
    }

    private void PlayOwedLoops()
    {
        if (_owedLoops > 0)
        {
            _field!.Advance((int)_owedLoops);
            _owedLoops = 0;
        }
    }

    private Response Step(RequestStep request)
    {
        // A request without a number means one loop.
        uint loops = Math.Min(request.HasCount ? request.Count : 1, EndOfTime - _loop);
        _owedLoops = loops;
        _loop += loops;
        _loopsInAll += loops;
        if (_loop >= EndOfTime)
        {
            (_result, Status) = (Result.Tie, Status.Ended);
        }

        _stepped.Step.SimulationLoop = _loop;
        return _stepped;
    }

    private Response Act(RequestAction request)
    {
        _acted.Action.Result.Clear();
        for (int action = 0; action < request.Actions.Count; action++)
        {
            _acted.Action.Result.Add(UnitCommands.Take(request.Actions[action], _field!, _observer!.Errors));
        }

        return _acted;
    }

    private Response Debug(RequestDebug request)
    {
        DebugCommands.Do(request.Debug, _field!, _map!, options.FirstUnitNumber);
        if (request.Debug.LastOrDefault(command => command.EndGame is not null)?.EndGame is { } end)
        {
            _result = end.EndResult == DebugEndGame.Types.EndResult.DeclareVictory ? Result.Victory : Result.Defeat;
            Status = Status.Ended;
        }

        return new Response { Debug = new ResponseDebug() };
    }

    private Response Restart()
    {
        if (_loopsInAll > MostLoopsOfRestarts)
        {
            return new Response { RestartGame = new ResponseRestartGame { NeedHardReset = true } };
        }

        _field!.Restart();
        _field.ForgetDeaths();
        _observer!.Errors.Clear();
        (_loop, _result, Status) = (0, null, Status.InGame);
        return new Response { RestartGame = new ResponseRestartGame() };
    }

    private Response Leave()
    {
        (_field, _result, Status) = (null, null, Status.Launched);
        return new Response { LeaveGame = new ResponseLeaveGame() };
    }

    private Response Quit()
    {
        Status = Status.Quit;
        return new Response { Quit = new ResponseQuit() };
    }

    private Response Query(RequestQuery request)
    {
        if (request.Pathing.Count > 0 || request.Placements.Count > 0)
        {
            return Refuse("neither ways nor places of buildings can be asked for; the abilities of units can");
        }

        var answer = new ResponseQuery();
        answer.Abilities.Add(request.Abilities.Select(query => GameCatalogue.AbilitiesOf(_field!, query.UnitTag, _map!, options.FirstUnitNumber)));
        return new Response { Query = answer };
    }
}
