using System.Globalization;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Looks for what can never be true of a battle, no matter what its agents do. It is for checks and tests: while a battle is played nothing calls it.
/// </summary>
internal sealed class BattleAudit(BattleRules rules, Forces forces)
{
    // What a sum of small parts may be off by.
    private const double Rounding = 1e-9;

    private readonly double[] _health = new double[forces.Count];
    private readonly double[] _shield = new double[forces.Count];

    /// <summary>Begins a battle.</summary>
    public void Begin() => Keep();

    /// <summary>The first fault after a step, without a full stop; null when there is none.</summary>
    public string? FaultAfterStep()
    {
        string? fault = FaultOfPlaces() ?? FaultOfCollisions() ?? FaultOfHealth() ?? FaultOfTheDead();
        Keep();
        return fault;
    }

    private void Keep()
    {
        forces.Health.CopyTo(_health, 0);
        forces.Shield.CopyTo(_shield, 0);
    }

    private string? FaultOfPlaces()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            (double x, double y) = (forces.X[unit], forces.Y[unit]);
            bool onMap = x is >= 0 and <= Terrain.Side && y is >= 0 and <= Terrain.Side;
            if (!(rules.FootingOf(forces.Types[unit].Plane)?.Holds(x, y) ?? onMap))
            {
                return $"{NameOf(unit)} is at {PlaceOf(unit)}, where it cannot be";
            }
        }

        return null;
    }

    private string? FaultOfCollisions()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            for (int other = unit + 1; other < forces.Count; other++)
            {
                (UnitType one, UnitType two) = (forces.Types[unit], forces.Types[other]);
                double least = one.Separation + two.Separation - Collisions.Tolerance - Rounding;
                if (one.Plane == two.Plane && forces.IsAlive(unit) && forces.IsAlive(other) && forces.DistanceSquared(unit, other) < least * least)
                {
                    return $"{NameOf(unit)} at {PlaceOf(unit)} overlaps {NameOf(other)} at {PlaceOf(other)} by more than {Number(Collisions.Tolerance)}";
                }
            }
        }

        return null;
    }

    private string? FaultOfHealth()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            UnitType type = forces.Types[unit];
            double health = _health[unit] + (rules.TicksPerStep * (type.HealthPerTick + HealingFor(unit)));
            double shield = _shield[unit] + (rules.TicksPerStep * type.ShieldPerTick);
            if (!IsBetween(forces.Health[unit], Math.Min(type.Health, health)) || !IsBetween(forces.Shield[unit], Math.Min(type.Shield, shield)))
            {
                return $"{NameOf(unit)} went from {Number(_health[unit])} health and {Number(_shield[unit])} shield to {Number(forces.Health[unit])} and "
                    + $"{Number(forces.Shield[unit])}, which is less than nothing or more than comes back in a step";
            }
        }

        return null;
    }

    /// <summary>Whether a value is a number from 0 to the most that there can be.</summary>
    private static bool IsBetween(double value, double most) => value >= 0 && value <= most + Rounding;

    /// <summary>What all healers of a unit's side together give in a tick.</summary>
    private double HealingFor(int unit)
    {
        (int first, int end) = forces.OwnSide(unit);
        double healing = 0;
        for (int other = first; other < end; other++)
        {
            healing += forces.Types[other].Healing?.HealthPerTick ?? 0;
        }

        return healing;
    }

    private string? FaultOfTheDead()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (_health[unit] == 0 && (forces.IsAlive(unit) || forces.Decisions[unit] is { Acts: true } or { Walks: true }))
            {
                return $"{NameOf(unit)} was dead before the step and lives, walks or acts";
            }
        }

        return null;
    }

    private string NameOf(int unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(forces.IsAlly(unit) ? "agent" : "enemy")} {(forces.IsAlly(unit) ? unit : unit - forces.Allies)} ({forces.Types[unit].Name})");

    private string PlaceOf(int unit) => $"({Number(forces.X[unit])}, {Number(forces.Y[unit])})";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
