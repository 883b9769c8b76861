using Google.Protobuf;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.Testing;

/// <summary>What a scripted game answers: the status machine of the protocol over a scripted world.</summary>
internal sealed class ScriptedGame(ScriptedServer server)
{
    private readonly BattlePlan _plan = server.Plan;
    private Status _status = Status.Launched;
    private ScriptedWorld? _world;

    /// <summary>The world; null before it was created.</summary>
    public ScriptedWorld? World => _world;

    public Response Answer(Request request)
    {
        Response? answer = request.RequestCase switch
        {
            Request.RequestOneofCase.Ping => new Response
            {
                Ping = new ResponsePing { GameVersion = server.Version, DataVersion = "B89B", DataBuild = 75689, BaseBuild = 75689 },
            },
            Request.RequestOneofCase.CreateGame when _status is Status.Launched or Status.Ended => Create(request.CreateGame),
            Request.RequestOneofCase.JoinGame when _status == Status.InitGame => Join(),
            Request.RequestOneofCase.Quit => new Response { Quit = new ResponseQuit() },
            _ when _status != Status.InGame => null,
            Request.RequestOneofCase.GameInfo => MapOf(_plan.Scenario.Terrain),
            Request.RequestOneofCase.Observation => new Response { Observation = Observed(_world!) },
            Request.RequestOneofCase.Action => Act(request.Action),
            Request.RequestOneofCase.Step => Step(request.Step.Count),
            Request.RequestOneofCase.Debug => Debug(request.Debug),
            Request.RequestOneofCase.RestartGame => Restart(),
            Request.RequestOneofCase.SaveReplay => new Response { SaveReplay = new ResponseSaveReplay { Data = ByteString.CopyFromUtf8($"replay of {_world!.Battles} battles") } },
            _ => null,
        };
        answer ??= new Response { Error = { $"{request.RequestCase} is not possible in status {_status}" } };
        (answer.Id, answer.Status) = (request.Id, _status);
        return answer;
    }

    private Response Create(RequestCreateGame create)
    {
        server.Created.Add(create);
        if (server.CreateError is { } error)
        {
            return new Response { CreateGame = new ResponseCreateGame { Error = error, ErrorDetails = "told so" } };
        }

        _status = Status.InitGame;
        return new Response { CreateGame = new ResponseCreateGame() };
    }

    private Response Join()
    {
        _status = Status.InGame;
        _world = new ScriptedWorld(_plan, server.FirstType, server.HiddenLoops);
        return new Response { JoinGame = new ResponseJoinGame { PlayerId = 1 } };
    }

    private Response MapOf(Terrain ground) => new()
    {
        GameInfo = new ResponseGameInfo
        {
            MapName = "scripted",
            StartRaw = new StartRaw
            {
                MapSize = new Size2DI { X = 32, Y = 32 },
                PathingGrid = server.PathingInBytes ? MapImages.PathingInBytes(ground) : MapImages.Pathing(ground),
                TerrainHeight = MapImages.Heights(ground),
                PlayableArea = new RectangleI { P0 = new PointI { X = 0, Y = 0 }, P1 = new PointI { X = 32, Y = 32 } },
            },
        },
    };

    /// <summary>What is seen of a world.</summary>
    public static ResponseObservation Observed(ScriptedWorld world)
    {
        var raw = new ObservationRaw();
        foreach (Fighter fighter in world.Visible)
        {
            bool own = fighter.Owner == 1;
            var unit = new Unit
            {
                DisplayType = DisplayType.Visible,
                Alliance = own ? Alliance.Self : Alliance.Enemy,
                Tag = fighter.Tag,
                UnitType = fighter.Type,
                Owner = fighter.Owner,
                Pos = new Point { X = fighter.X, Y = fighter.Y, Z = 8 },
                Facing = 1,
                Radius = 0.375f,
                Health = fighter.Health,
                HealthMax = fighter.HealthMax,
            };
            if (fighter.Shield > 0)
            {
                unit.Shield = fighter.Shield;
            }

            if (own)
            {
                (unit.WeaponCooldown, unit.Energy) = (fighter.Cooldown, fighter.Energy);
            }

            raw.Units.Add(unit);
        }

        // A rock that belongs to no one lies around.
        raw.Units.Add(new Unit { Alliance = Alliance.Neutral, Tag = 7, UnitType = 365, Owner = 16, Pos = new Point { X = 1, Y = 1 } });
        return new ResponseObservation { Observation = new Observation { GameLoop = world.Loop, RawData = raw } };
    }

    private Response Act(RequestAction request)
    {
        var answer = new ResponseAction();
        foreach (StarCraft.Protocol.Action action in request.Actions)
        {
            ActionRawUnitCommand command = action.ActionRaw.UnitCommand;
            server.Commands.Add(command);
            foreach (ulong tag in command.UnitTags)
            {
                _world!.Order(tag, fighter =>
                {
                    fighter.Target = command.TargetCase == ActionRawUnitCommand.TargetOneofCase.TargetUnitTag ? command.TargetUnitTag : 0;
                    fighter.Way = command.TargetWorldSpacePos is { } point ? (point.X, point.Y) : null;
                });
            }

            answer.Result.Add(server.ObeysCommands ? ActionResult.Success : ActionResult.Error);
        }

        return new Response { Action = answer };
    }

    private Response Step(uint loops)
    {
        _world!.Step(loops);
        return new Response { Step = new ResponseStep { SimulationLoop = _world.Loop } };
    }

    private Response Debug(RequestDebug request)
    {
        foreach (ulong tag in request.Debug.Where(command => command.KillUnit is not null).SelectMany(command => command.KillUnit.Tag))
        {
            _world!.Kill(tag);
        }

        return new Response { Debug = new ResponseDebug() };
    }

    private Response Restart()
    {
        server.RestartsInPlace++;
        _world!.Restart();
        return new Response { RestartGame = new ResponseRestartGame { NeedHardReset = server.NeedsHardReset } };
    }
}
