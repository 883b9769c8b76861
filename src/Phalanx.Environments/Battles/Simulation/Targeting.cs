namespace Phalanx.Environments.Battles;

/// <summary>Whom a unit attacks that chooses itself. It chooses by what was true when the tick began.</summary>
internal sealed class Targeting(BattleRules rules, Forces forces, CallsForHelp calls)
{
    /// <summary>The target of a unit that chooses itself; -1 when it finds none.</summary>
    public int TargetOf(int unit)
    {
        int target = forces.Targets[unit];
        if (target >= 0 && !forces.IsAlive(target))
        {
            target = -1;
        }

        bool inRange = target >= 0 && forces.AreWithin(forces.Types[unit].Weapon!.Range, unit, target);
        bool attacksBack = target >= 0 && forces.Targets[target] == unit;
        return rules.HealersFirst ? ChooseInLite(unit, target, inRange || attacksBack) : ChooseInSc2(unit, target, inRange, attacksBack);
    }

    /// <summary>
    /// The game: a unit keeps whom it can hit. Otherwise it takes whom it can hit now, then the target that attacks it, at any distance, then the
    /// nearest in sight, and at last the one against whom it was called for help.
    /// </summary>
    private int ChooseInSc2(int unit, int target, bool inRange, bool attacksBack)
    {
        int found = inRange ? target : FindInSc2(unit, target, attacksBack);
        if (found < 0)
        {
            return calls.AttackerFor(unit);
        }

        calls.Forget(unit);
        return found;
    }

    private int FindInSc2(int unit, int target, bool attacksBack)
    {
        Sighting seen = Look(unit);
        return FirstOf(seen.InRange.Unit, attacksBack ? target : -1, seen.InSight.Unit, seen.Attacker.Unit);
    }

    /// <summary>SMAClite: a unit keeps whom it can hit and who attacks it, but as long as there are healers it looks for one all the time.</summary>
    private int ChooseInLite(int unit, int target, bool keeps)
    {
        if (keeps && (forces.Types[target].IsHealer || !OpponentsHaveHealer(unit)))
        {
            return target;
        }

        Sighting seen = Look(unit);
        return FirstOf(seen.InSight.Unit, keeps ? target : -1, seen.Attacker.Unit);
    }

    private static int FirstOf(params ReadOnlySpan<int> units)
    {
        foreach (int unit in units)
        {
            if (unit >= 0)
            {
                return unit;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whom of the other side a unit could attack: the nearest in range of its weapon, in its sight, and among those that attack it.
    /// </summary>
    private Sighting Look(int unit)
    {
        var seen = new Sighting(Nearest.None, Nearest.None, Nearest.None);
        UnitType type = forces.Types[unit];
        if (type.Weapon is not { } weapon)
        {
            return seen;
        }

        double scan = ScanOf(type);
        double range = weapon.Range + type.Radius;
        (int first, int end) = forces.OtherSide(unit);
        (double x, double y) = (forces.X[unit], forces.Y[unit]);
        for (int other = first; other < end; other++)
        {
            UnitType kind = forces.Types[other];
            double distance = Square(forces.X[other] - x) + Square(forces.Y[other] - y);
            bool inSight = distance < Square(scan + kind.Radius);
            bool attacks = forces.Targets[other] == unit;
            if (!(inSight || attacks) || !forces.IsAlive(other) || !weapon.Reaches(kind.Plane))
            {
                continue;
            }

            int rank = RankOf(kind);
            if (distance <= Square(range + kind.Radius))
            {
                seen.InRange.Offer(other, rank, distance);
            }

            if (inSight)
            {
                seen.InSight.Offer(other, rank, distance);
            }

            if (attacks)
            {
                seen.Attacker.Offer(other, rank, distance);
            }
        }

        return seen;
    }

    /// <summary>How far a unit looks for targets, to their edges.</summary>
    private double ScanOf(UnitType type) => rules.ScansFromEdges ? type.Scan + type.Radius : type.Scan;

    private static double Square(double value) => value * value;

    private bool OpponentsHaveHealer(int unit)
    {
        (int first, int end) = forces.OtherSide(unit);
        for (int other = first; other < end; other++)
        {
            if (forces.Types[other].IsHealer && forces.IsAlive(other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Units of a lower rank are chosen first: healers where the rules say so, structures last.</summary>
    private int RankOf(UnitType type) => (rules.HealersFirst && type.IsHealer, type.Is(UnitTraits.Structure)) switch
    {
        (true, _) => 0,
        (_, true) => 2,
        _ => 1,
    };

    /// <summary>Whom a unit could attack.</summary>
    private struct Sighting(Nearest inRange, Nearest inSight, Nearest attacker)
    {
        public Nearest InRange = inRange;
        public Nearest InSight = inSight;
        public Nearest Attacker = attacker;
    }
}
