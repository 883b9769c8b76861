using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Doctor;

/// <summary>Measures how fast the types of a team walk and shoot, by having them walk and shoot.</summary>
/// <param name="game">The game.</param>
/// <param name="plan">The battle.</param>
internal sealed class MeasuredTeam(ExaminedGame game, BattlePlan plan)
{
    private const int LoopsOfWalk = 4;
    private const int LoopsOfFight = 240;
    private const int TeamPlayer = 1;
    private const float Way = 2;

    private static readonly (float X, float Y)[] Directions = [(Way, 0), (-Way, 0), (0, Way), (0, -Way)];

    private readonly UnitMeasurement[] _types = [.. plan.IdOrder.Select(_ => new UnitMeasurement())];

    /// <summary>Measures all types, in the order of their numbers. It plays several battles, of which the first is under way.</summary>
    /// <param name="start">The units as the first battle begins.</param>
    /// <param name="next">Begins another battle, and gives its units.</param>
    public IReadOnlyList<UnitMeasurement> Measure(IReadOnlyList<Unit> start, Func<IReadOnlyList<Unit>> next)
    {
        foreach ((float X, float Y) direction in Directions)
        {
            Walk(start, direction);
            start = next();
        }

        Fight(start);
        return _types;
    }

    private static IEnumerable<Unit> TeamOf(IReadOnlyList<Unit> units) => units.Where(unit => unit.Owner == TeamPlayer);

    private UnitMeasurement Of(Unit unit, IReadOnlyList<Unit> units) => _types[unit.UnitType - TeamOf(units).Min(other => other.UnitType)];

    /// <summary>All walk to one side, so that those in front have nothing in their way.</summary>
    private void Walk(IReadOnlyList<Unit> start, (float X, float Y) direction)
    {
        game.Act(TeamOf(start).Select(unit => new ActionRawUnitCommand
        {
            AbilityId = Abilities.Move,
            UnitTags = { unit.Tag },
            TargetWorldSpacePos = new Point2D { X = unit.Pos.X + direction.X, Y = unit.Pos.Y + direction.Y },
        }));
        game.Step(LoopsOfWalk);
        foreach (Unit unit in TeamOf(game.Units()))
        {
            if (start.FirstOrDefault(other => other.Tag == unit.Tag) is { } before)
            {
                (double dx, double dy) = (unit.Pos.X - before.Pos.X, unit.Pos.Y - before.Pos.Y);
                UnitMeasurement type = Of(unit, start);
                type.Speed = Math.Max(type.Speed, Math.Sqrt((dx * dx) + (dy * dy)) / LoopsOfWalk);
            }
        }
    }

    /// <summary>All shoot at what is nearest. Nothing dies of it, because all lives are made whole in every loop.</summary>
    private void Fight(IReadOnlyList<Unit> start)
    {
        Dictionary<ulong, (double Cooldown, int Loop)> shots = [];
        IReadOnlyList<Unit> units = start;
        for (int loop = 0; loop < LoopsOfFight; loop++)
        {
            game.Debug(units.Select(unit => new DebugCommand
            {
                UnitValue = new DebugSetUnitValue { UnitTag = unit.Tag, UnitValue = DebugSetUnitValue.Types.UnitValue.Life, Value = unit.HealthMax },
            }));
            if (loop % 8 == 0)
            {
                game.Act(TeamOf(units).Select(unit => Attack(unit, units)).OfType<ActionRawUnitCommand>());
            }

            game.Step(1);
            units = game.Units();
            foreach (Unit unit in TeamOf(units))
            {
                (double before, int last) = shots.GetValueOrDefault(unit.Tag, (0, -1));
                if (unit.WeaponCooldown > before)
                {
                    UnitMeasurement type = Of(unit, start);
                    type.Cooldowns.Add(unit.WeaponCooldown);
                    if (last >= 0)
                    {
                        type.Gaps.Add(loop - last);
                    }

                    last = loop;
                }

                shots[unit.Tag] = (unit.WeaponCooldown, last);
            }
        }
    }

    private static ActionRawUnitCommand? Attack(Unit unit, IReadOnlyList<Unit> units) => units
        .Where(other => other.Owner != TeamPlayer && !other.IsFlying && unit.EnergyMax == 0)
        .MinBy(other => Square(other.Pos.X - unit.Pos.X) + Square(other.Pos.Y - unit.Pos.Y)) is { } target
        ? new ActionRawUnitCommand { AbilityId = Abilities.Attack, UnitTags = { unit.Tag }, TargetUnitTag = target.Tag }
        : null;

    private static double Square(double value) => value * value;
}
