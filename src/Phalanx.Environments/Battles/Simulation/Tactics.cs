namespace Phalanx.Environments.Battles;

/// <summary>
/// Turns orders into what each unit does in a tick. All units decide by what was true when the tick began, so their order does not matter. A unit under
/// an order of <see cref="OrderKind.Stop"/>, move, attack or heal is passive; one that holds, is on attack-move or chases chooses its targets itself.
/// </summary>
internal sealed class Tactics(BattleRules rules, Forces forces)
{
    // Two units of which one has come to rest are at the same place when they nearly touch.
    private const double Touch = 0.1;

    private readonly bool[] _arrives = new bool[forces.Count];
    private bool _anyArrived;

    /// <summary>Begins a battle.</summary>
    public void Begin() => _anyArrived = false;

    /// <summary>Decides for all living units.</summary>
    public void Decide()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            forces.Decisions[unit] = forces.IsAlive(unit) ? DecisionOf(unit) : Decision.Stand;
        }

        for (int unit = 0; unit < forces.Count; unit++)
        {
            forces.Targets[unit] = forces.Decisions[unit].Target;
        }

        NoteArrivals();
    }

    private Decision DecisionOf(int unit)
    {
        UnitOrder order = forces.Orders[unit];
        UnitType type = forces.Types[unit];
        switch (order.Kind)
        {
            case OrderKind.Stop:
                return Decision.Stand;
            case OrderKind.Move:
                return WalkTo(unit, order.X, order.Y, type.Speed);
            case OrderKind.Attack or OrderKind.Heal when !forces.IsAlive(order.Target) && !rules.FiresAtCorpses:
                return BeIdle(unit);
            case OrderKind.Attack:
                return Engage(unit, order.Target);
            case OrderKind.Heal:
                return Approach(unit, order.Target, type.Healing is { } healing && forces.AreWithin(healing.Range, unit, order.Target));
            default:
                return type.IsHealer ? FollowAndHeal(unit) : SeekAndEngage(unit);
        }
    }

    /// <summary>A unit whose order is done is idle: agents wait for the next one, enemies look out for targets.</summary>
    private Decision BeIdle(int unit)
    {
        forces.Orders[unit] = forces.IsAlly(unit) ? UnitOrder.Stop : UnitOrder.Hold;
        return forces.IsAlly(unit) ? Decision.Stand : DecisionOf(unit);
    }

    private Decision WalkTo(int unit, double x, double y, double speed) =>
        speed > 0 && (forces.X[unit] != x || forces.Y[unit] != y) ? Decision.Walk(speed, x, y) : Decision.Stand;

    private Decision Engage(int unit, int target) => Approach(unit, target, CanHit(unit, target) && IsInWeaponRange(unit, target));

    private Decision Approach(int unit, int target, bool inReach) => inReach
        ? Decision.ActOn(target)
        : Decision.Approach(target, forces.Types[unit].Speed, forces.X[target], forces.Y[target]);

    private bool CanHit(int unit, int target) => forces.Types[unit].Weapon is { } weapon && weapon.Reaches(forces.Types[target].Plane);

    private bool IsInWeaponRange(int unit, int target) => forces.AreWithin(forces.Types[unit].Weapon!.Range, unit, target);

    private Decision SeekAndEngage(int unit)
    {
        int target = TargetOf(unit);
        return target >= 0 ? Engage(unit, target) : FollowOrder(unit, forces.Types[unit].Speed);
    }

    /// <summary>What a unit does that has no target: it goes on as it was told.</summary>
    private Decision FollowOrder(int unit, double speed)
    {
        UnitOrder order = forces.Orders[unit];
        switch (order.Kind)
        {
            case OrderKind.Chase:
                int nearest = forces.NearestOpponent(unit);
                return nearest >= 0 ? WalkTo(unit, forces.X[nearest], forces.Y[nearest], speed) : Decision.Stand;
            case OrderKind.AttackMove when !forces.Arrived[unit]:
                return WalkTo(unit, order.X, order.Y, speed);
            default:
                return Decision.Stand;
        }
    }

    /// <summary>
    /// Notes which units on attack-move need not go on: those at their point, and those that touch one of their side that had arrived before. Many units
    /// fit around a point and one on it, and without this they would push for it forever.
    /// </summary>
    private void NoteArrivals()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            UnitOrder order = forces.Orders[unit];
            _arrives[unit] = order.Kind == OrderKind.AttackMove && forces.IsAlive(unit) && forces.Targets[unit] < 0
                && ((forces.X[unit] == order.X && forces.Y[unit] == order.Y) || (_anyArrived && TouchesArrived(unit)));
        }

        for (int unit = 0; unit < forces.Count; unit++)
        {
            forces.Arrived[unit] |= _arrives[unit];
            _anyArrived |= _arrives[unit];
        }
    }

    private bool TouchesArrived(int unit)
    {
        (int first, int end) = forces.OwnSide(unit);
        for (int other = first; other < end; other++)
        {
            double reach = forces.Types[unit].Separation + forces.Types[other].Separation + Touch;
            if (forces.Arrived[other] && other != unit && forces.IsAlive(other) && forces.DistanceSquared(unit, other) <= reach * reach)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The target of a unit that chooses itself; -1 when it finds none.</summary>
    private int TargetOf(int unit)
    {
        int target = forces.Targets[unit];
        if (target >= 0 && !forces.IsAlive(target))
        {
            target = -1;
        }

        bool inRange = target >= 0 && IsInWeaponRange(unit, target);
        bool attacksBack = target >= 0 && forces.Targets[target] == unit;
        return rules.HealersFirst ? HealersFirst(unit, target, inRange || attacksBack) : InRangeFirst(unit, target, inRange, attacksBack);
    }

    /// <summary>The game: a unit keeps whom it can hit. Otherwise it takes whom it can hit now, then the one that attacks it, at any distance, then the nearest in sight.</summary>
    private int InRangeFirst(int unit, int target, bool inRange, bool attacksBack)
    {
        if (inRange)
        {
            return target;
        }

        Sighting seen = Look(unit);
        return FirstOf(seen.InRange.Unit, attacksBack ? target : -1, seen.InSight.Unit, seen.Attacker.Unit);
    }

    /// <summary>SMAClite: a unit keeps whom it can hit and who attacks it, but as long as there are healers it looks for one all the time.</summary>
    private int HealersFirst(int unit, int target, bool keeps)
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

    /// <summary>Whom of the other side a unit could attack: the nearest in range of its weapon, in its sight, and among those that attack it.</summary>
    private Sighting Look(int unit)
    {
        var seen = new Sighting(Nearest.None, Nearest.None, Nearest.None);
        UnitType type = forces.Types[unit];
        if (type.Weapon is not { } weapon)
        {
            return seen;
        }

        double scan = rules.ScansFromEdges ? Math.Max(type.Scan, weapon.Range) + type.Radius : type.Scan;
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

    /// <summary>What a healer does by itself: it heals whom it began to heal, or the weakest nearby that is hurt or fights, and otherwise goes along with the slowest.</summary>
    private Decision FollowAndHeal(int unit)
    {
        UnitType type = forces.Types[unit];
        int patient = forces.Targets[unit];
        if (patient < 0 || !forces.IsAlive(patient) || forces.Health[patient] >= forces.Types[patient].Health)
        {
            patient = Weakest(unit);
        }

        return patient >= 0
            ? Approach(unit, patient, forces.AreWithin(type.Healing!.Range, unit, patient))
            : FollowOrder(unit, Math.Min(type.Speed, SlowestSpeedNear(unit)));
    }

    private int Weakest(int unit)
    {
        (int first, int end) = forces.OwnSide(unit);
        Nearest weakest = Nearest.None;
        for (int other = first; other < end; other++)
        {
            if (IsCompanion(unit, other) && (forces.Health[other] < forces.Types[other].Health || forces.Targets[other] >= 0))
            {
                weakest.Offer(other, 0, forces.Health[other]);
            }
        }

        return weakest.Unit;
    }

    private double SlowestSpeedNear(int unit)
    {
        (int first, int end) = forces.OwnSide(unit);
        double slowest = double.PositiveInfinity;
        for (int other = first; other < end; other++)
        {
            if (IsCompanion(unit, other))
            {
                slowest = Math.Min(slowest, forces.Types[other].Speed);
            }
        }

        return slowest;
    }

    /// <summary>Whether a unit is alive, no healer, and near enough for a healer to look after.</summary>
    private bool IsCompanion(int healer, int other)
    {
        double reach = forces.Types[healer].Scan + forces.Types[healer].Radius;
        return other != healer && forces.IsAlive(other) && !forces.Types[other].IsHealer
            && forces.DistanceSquared(healer, other) <= reach * reach;
    }

    /// <summary>Whom a unit could attack.</summary>
    private struct Sighting(Nearest inRange, Nearest inSight, Nearest attacker)
    {
        public Nearest InRange = inRange;
        public Nearest InSight = inSight;
        public Nearest Attacker = attacker;
    }
}
