namespace Phalanx.Environments.Battles;

/// <summary>
/// Turns orders into what each unit does in a tick. All units decide by what was true when the tick began, so their order does not matter. A unit
/// that stops, moves, attacks or heals is passive; one that holds, is on attack-move or chases chooses its targets itself.
/// </summary>
internal sealed class Tactics(BattleRules rules, Forces forces, CallsForHelp calls)
{
    // Two units of which one has come to rest are at the same place when they nearly touch.
    private const double Touch = 0.1;

    private readonly Targeting _targeting = new(rules, forces, calls);
    private readonly bool[] _arrives = new bool[forces.Count];
    private bool _anyArrived;

    /// <summary>Begins a battle.</summary>
    public void Begin() => _anyArrived = false;

    /// <summary>Ends orders whose target is dead; to be called when a step begins.</summary>
    public void EndOrdersOnTheDead()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            if (IsAboutTheDead(forces.Orders[unit]))
            {
                forces.Orders[unit] = IdleOrderOf(unit);
            }
        }
    }

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
            case OrderKind.Attack or OrderKind.Heal when IsAboutTheDead(order) && !(rules.FiresAtCorpses && forces.IsAlly(unit)):
                forces.Orders[unit] = IdleOrderOf(unit);
                return DecisionOf(unit);
            case OrderKind.Attack:
                return Engage(unit, order.Target);
            case OrderKind.Heal:
                return Approach(unit, order.Target, type.Healing is { } healing && forces.AreWithin(healing.Range, unit, order.Target));
            default:
                return type.IsHealer ? FollowAndHeal(unit) : SeekAndEngage(unit);
        }
    }

    private bool IsAboutTheDead(UnitOrder order) => order.Kind is OrderKind.Attack or OrderKind.Heal && !forces.IsAlive(order.Target);

    /// <summary>
    /// What a unit is told whose order is done: agents wait for the next one, and so do SMAX's enemies; others look out for targets.
    /// </summary>
    private UnitOrder IdleOrderOf(int unit) => forces.IsAlly(unit) || rules.Script == EnemyScript.Smax ? UnitOrder.Stop : UnitOrder.Hold;

    private Decision WalkTo(int unit, double x, double y, double speed) =>
        speed > 0 && (forces.X[unit] != x || forces.Y[unit] != y) ? Decision.Walk(speed, x, y) : Decision.Stand;

    private Decision Engage(int unit, int target)
    {
        UnitType type = forces.Types[unit];
        return Approach(unit, target, type.CanHit(forces.Types[target]) && forces.AreWithin(type.Weapon!.Range, unit, target));
    }

    private Decision Approach(int unit, int target, bool inReach) => inReach
        ? Decision.ActOn(target)
        : Decision.Approach(target, forces.Types[unit].Speed, forces.X[target], forces.Y[target]);

    private Decision SeekAndEngage(int unit)
    {
        int target = _targeting.TargetOf(unit);
        return target >= 0 ? Engage(unit, target) : FollowOrder(unit, forces.Types[unit].Speed);
    }

    /// <summary>A healer heals whom it chose, and otherwise goes along with the slowest.</summary>
    private Decision FollowAndHeal(int unit)
    {
        int patient = Healer.PatientOf(forces, unit);
        return patient >= 0
            ? Approach(unit, patient, forces.AreWithin(forces.Types[unit].Healing!.Range, unit, patient))
            : FollowOrder(unit, Healer.SpeedAmongOthers(forces, unit));
    }

    /// <summary>What a unit does that has no target: it goes on as it was told.</summary>
    private Decision FollowOrder(int unit, double speed)
    {
        UnitOrder order = forces.Orders[unit];
        switch (order.Kind)
        {
            case OrderKind.Chase:
                int target = forces.NearestTarget(unit);
                int nearest = target >= 0 ? target : forces.NearestOpponent(unit);
                return nearest >= 0 ? WalkTo(unit, forces.X[nearest], forces.Y[nearest], speed) : Decision.Stand;
            case OrderKind.AttackMove when !forces.Arrived[unit]:
                return WalkTo(unit, order.X, order.Y, speed);
            default:
                return Decision.Stand;
        }
    }

    /// <summary>
    /// Notes which units on attack-move need not go on: the first at the point, and those that touch one of their side that had arrived before.
    /// Many units fit around a point and one on it, and without this they would push for it forever.
    /// </summary>
    private void NoteArrivals()
    {
        for (int unit = 0; unit < forces.Count; unit++)
        {
            _arrives[unit] = forces.Orders[unit].Kind == OrderKind.AttackMove && forces.IsAlive(unit) && forces.Targets[unit] < 0
                && (IsAtPoint(unit) || (_anyArrived && TouchesArrived(unit)));
        }

        for (int unit = 0; unit < forces.Count; unit++)
        {
            forces.Arrived[unit] |= _arrives[unit];
            _anyArrived |= _arrives[unit];
        }
    }

    /// <summary>Whether a unit is on its point, or covers it and is held off the last bit of the way by others.</summary>
    private bool IsAtPoint(int unit)
    {
        UnitOrder order = forces.Orders[unit];
        (double dx, double dy) = (forces.X[unit] - order.X, forces.Y[unit] - order.Y);
        double radius = forces.Stalled[unit] ? forces.Types[unit].Separation : 0;
        return (dx * dx) + (dy * dy) <= radius * radius;
    }

    private bool TouchesArrived(int unit)
    {
        (int first, int end) = forces.OwnSide(unit);
        for (int other = first; other < end; other++)
        {
            double reach = forces.Types[unit].Separation + forces.Types[other].Separation + Touch;
            if (forces.Arrived[other] && other != unit && forces.IsAlive(other) && forces.AreCentresWithin(reach, unit, other))
            {
                return true;
            }
        }

        return false;
    }
}
