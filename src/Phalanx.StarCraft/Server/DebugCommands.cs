using Google.Protobuf.Collections;
using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using Kind = Phalanx.StarCraft.Protocol.DebugCommand.CommandOneofCase;
using Value = Phalanx.StarCraft.Protocol.DebugSetUnitValue.Types.UnitValue;

namespace Phalanx.StarCraft.Server;

/// <summary>What clients do to units past all rules: they kill, create and heal them. All commands of a request are done, or none.</summary>
internal static class DebugCommands
{
    /// <summary>The player who owns the team; the other is the enemy.</summary>
    public const int TeamPlayer = 1;

    /// <summary>The player who owns the enemy's units.</summary>
    public const int EnemyPlayer = 2;

    /// <summary>Does the commands of a request.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="field">The units.</param>
    /// <param name="map">The types that there are.</param>
    /// <param name="firstNumber">The number of the first type that the map brings along.</param>
    /// <exception cref="RequestRefusedException">One of them cannot be done, and none was.</exception>
    public static void Do(RepeatedField<DebugCommand> commands, Battlefield field, ServedMap map, uint firstNumber)
    {
        List<CreatedUnit> created = [];
        HashSet<ulong> killed = [];
        foreach (DebugCommand command in commands)
        {
            Check(command, field, map, firstNumber, created, killed);
        }

        foreach (DebugCommand command in commands)
        {
            Do(command, field);
        }

        created.ForEach(field.Create);
    }

    private static void Check(DebugCommand command, Battlefield field, ServedMap map, uint firstNumber, List<CreatedUnit> created, HashSet<ulong> killed)
    {
        switch (command.CommandCase)
        {
            case Kind.KillUnit:
                killed.UnionWith(command.KillUnit.Tag.Where(tag => field.Find(tag) >= 0));
                break;
            case Kind.UnitValue:
                if (!float.IsFinite(command.UnitValue.Value) || !Enum.IsDefined(command.UnitValue.UnitValue))
                {
                    throw new RequestRefusedException("unit_value sets energy, life or shields to a number");
                }

                break;
            case Kind.CreateUnit:
                if (field.Living > killed.Count)
                {
                    throw new RequestRefusedException("create_unit is allowed when no unit is left: kill all units first, and create those of the next battle");
                }

                AddUnits(command.CreateUnit, map, firstNumber, created);
                ThrowIfTooMany([.. field.Created, .. created]);
                break;

            // Pictures are drawn by none, and the map has no shadows to take away.
            case Kind.Draw or Kind.EndGame:
            case Kind.GameState when command.GameState == DebugGameState.ShowMap:
                break;
            default:
                throw new RequestRefusedException(
                    $"the debug command {command.CommandCase} is not supported; there are kill_unit, create_unit, unit_value, end_game, and draw, which does nothing");
        }
    }

    private static void Do(DebugCommand command, Battlefield field)
    {
        switch (command.CommandCase)
        {
            case Kind.KillUnit:

                // The game ignores tags of units that are dead already, and so does this.
                foreach (ulong tag in command.KillUnit.Tag)
                {
                    if (field.Find(tag) is >= 0 and int unit)
                    {
                        field.Kill(unit);
                    }
                }

                break;
            case Kind.UnitValue when field.Find(command.UnitValue.UnitTag) is >= 0 and int unit:
                Set(field, unit, command.UnitValue.UnitValue, command.UnitValue.Value);
                break;
        }
    }

    private static void Set(Battlefield field, int unit, Value what, double value)
    {
        Forces forces = field.Forces;
        UnitType type = forces.Types[unit];
        switch (what)
        {
            case Value.Life when value <= 0:
                field.Kill(unit);
                break;
            case Value.Life:
                forces.Health[unit] = Math.Min(value, type.Health);
                break;
            case Value.Shields:
                forces.Shield[unit] = Math.Clamp(value, 0, type.Shield);
                break;
            default:
                forces.Energy[unit] = Math.Clamp(value, 0, type.Healing?.EnergyMax ?? 0);
                break;
        }
    }

    private static void AddUnits(DebugCreateUnit command, ServedMap map, uint firstNumber, List<CreatedUnit> created)
    {
        if (command.Pos is not { } point || !float.IsFinite(point.X) || !float.IsFinite(point.Y))
        {
            throw new RequestRefusedException("create_unit needs a point");
        }

        if (command.Quantity > Battlefield.MostUnits)
        {
            throw TooMany();
        }

        UnitType type = TypeOf(command, map, firstNumber);
        for (uint unit = 0; unit < (command.HasQuantity ? command.Quantity : 1); unit++)
        {
            created.Add(new CreatedUnit(type, command.Owner == TeamPlayer, point.X, point.Y));
        }
    }

    private static UnitType TypeOf(DebugCreateUnit command, ServedMap map, uint firstNumber)
    {
        switch (command.Owner)
        {
            case TeamPlayer when command.UnitType >= firstNumber && command.UnitType - firstNumber < map.TeamTypes.Count:
                return map.TeamTypes[(int)(command.UnitType - firstNumber)];
            case TeamPlayer:
                throw new RequestRefusedException(
                    $"player {TeamPlayer} has no unit type {command.UnitType}; on this map it has {firstNumber} to {firstNumber + map.TeamTypes.Count - 1}");
            case EnemyPlayer when UnitNumbers.StockNames.TryGetValue(command.UnitType, out string? name):
                return Battlefield.StockOf(name);
            case EnemyPlayer:
                throw new RequestRefusedException(
                    $"player {EnemyPlayer} has no unit type {command.UnitType}; there are {string.Join(", ", UnitNumbers.StockNames.Select(type => $"{type.Key} ({type.Value})"))}");
            default:
                throw new RequestRefusedException($"there is no player {command.Owner}; there are {TeamPlayer} and {EnemyPlayer}");
        }
    }

    private static void ThrowIfTooMany(IReadOnlyCollection<CreatedUnit> units)
    {
        if (Math.Max(units.Count(unit => unit.OfTeam), units.Count(unit => !unit.OfTeam)) > Battlefield.MostUnits)
        {
            throw TooMany();
        }
    }

    private static RequestRefusedException TooMany() => new($"a side can have {Battlefield.MostUnits} units");
}
