using Google.Protobuf.Collections;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Server;

/// <summary>Tells clients what there is. Its message and those in it are used again and again, since one is asked for in every step.</summary>
internal sealed class ObservationWriter
{
    private const uint MostFood = 200;

    private readonly ServedMap _map;
    private readonly uint _firstNumber;
    private readonly PlayerCommon _player = new() { PlayerId = DebugCommands.TeamPlayer, FoodCap = MostFood };
    private readonly ObservationRaw _raw = new()
    {
        Player = new PlayerRaw { Camera = new Point { X = Terrain.Side / 2, Y = Terrain.Side / 2, Z = 0 } },
        Event = new Event(),
    };

    private readonly List<SeenUnit> _units = [];
    private readonly Observation _observation;
    private ulong _change = ulong.MaxValue;

    /// <param name="map">The map.</param>
    /// <param name="firstNumber">The number of the first unit type that it brings along.</param>
    public ObservationWriter(ServedMap map, uint firstNumber)
    {
        (_map, _firstNumber) = (map, firstNumber);
        _observation = new Observation { PlayerCommon = _player, RawData = _raw };
        Message = new ResponseObservation { Observation = _observation };
    }

    /// <summary>What is sent.</summary>
    public ResponseObservation Message { get; }

    /// <summary>What went wrong since the last observation; sent with the next one.</summary>
    public RepeatedField<ActionError> Errors { get; } = [];

    /// <summary>Writes what there is now.</summary>
    /// <param name="field">The units.</param>
    /// <param name="loop">The loop of the game.</param>
    /// <param name="result">How the game ended for the team; null while it goes on.</param>
    public void Write(Battlefield field, uint loop, Result? result)
    {
        if (_change != field.Changes)
        {
            Begin(field);
        }

        _observation.GameLoop = loop;
        Message.ActionErrors.Clear();
        Message.ActionErrors.Add(Errors);
        _raw.Event.DeadUnits.Clear();
        for (int death = 0; death < field.Deaths.Count; death++)
        {
            _raw.Event.DeadUnits.Add(field.Deaths[death]);
        }

        _raw.Units.Clear();
        uint living = 0;
        for (int unit = 0; unit < _units.Count; unit++)
        {
            if (field.Forces.IsAlive(unit))
            {
                living += field.Forces.IsAlly(unit) ? 1U : 0;
                _raw.Units.Add(_units[unit].Write(field, unit));
            }
        }

        (_player.FoodUsed, _player.FoodArmy, _player.ArmyCount) = (living, living, living);
        Message.PlayerResult.Clear();
        if (result is { } own)
        {
            Message.PlayerResult.Add(new PlayerResult { PlayerId = DebugCommands.TeamPlayer, Result = own });
            Message.PlayerResult.Add(new PlayerResult { PlayerId = DebugCommands.EnemyPlayer, Result = Opposite(own) });
        }
    }

    private static Result Opposite(Result result) => result switch
    {
        Result.Victory => Result.Defeat,
        Result.Defeat => Result.Victory,
        _ => result,
    };

    private void Begin(Battlefield field)
    {
        _change = field.Changes;
        _units.Clear();
        for (int unit = 0; unit < field.Forces.Count; unit++)
        {
            UnitType type = field.Forces.Types[unit];
            uint number = field.Forces.IsAlly(unit) ? _map.NumberOf(type, _firstNumber) : UnitNumbers.OfStock(type);
            _units.Add(new SeenUnit(field, unit, number, _map.Terrain));
        }
    }
}
