namespace Phalanx.Environments.Battles;

/// <summary>All units of a battle, one array for each thing there is to know of them. Agents come first, by id, then enemies, by id.</summary>
internal sealed class Forces
{
    public Forces(int allies, int enemies)
    {
        (Allies, Count) = (allies, allies + enemies);
        Types = new UnitType[Count];
        (X, Y) = (new double[Count], new double[Count]);
        (Health, Shield, Energy) = (new double[Count], new double[Count], new double[Count]);
        (Cooldown, ShieldWait) = (new double[Count], new int[Count]);
        (HealthInStore, Patients) = (new double[Count], new int[Count]);
        (Orders, Targets, Decisions) = (new UnitOrder[Count], new int[Count], new Decision[Count]);
        (Arrived, Stalled) = (new bool[Count], new bool[Count]);
    }

    /// <summary>How many agents there are.</summary>
    public int Allies { get; }

    /// <summary>How many units there are.</summary>
    public int Count { get; }

    /// <summary>What each unit is.</summary>
    public UnitType[] Types { get; }

    /// <summary>The centre of each unit, from the left; the last one, of the dead.</summary>
    public double[] X { get; }

    /// <summary>The centre of each unit, from the bottom.</summary>
    public double[] Y { get; }

    /// <summary>The health of each unit; 0 of the dead.</summary>
    public double[] Health { get; }

    /// <summary>The shield of each unit.</summary>
    public double[] Shield { get; }

    /// <summary>The energy of each healer.</summary>
    public double[] Energy { get; }

    /// <summary>The ticks until each unit can attack again; it can when this is 0 or less.</summary>
    public double[] Cooldown { get; }

    /// <summary>The ticks until each shield begins to come back.</summary>
    public int[] ShieldWait { get; }

    /// <summary>Health that a healer paid for and has not given yet, where energy is paid in whole points.</summary>
    public double[] HealthInStore { get; }

    /// <summary>Whom each healer healed last; -1 when it has not healed yet.</summary>
    public int[] Patients { get; }

    /// <summary>What each unit was told to do.</summary>
    public UnitOrder[] Orders { get; }

    /// <summary>Whom each unit attacks or heals since the last tick; -1 when none.</summary>
    public int[] Targets { get; }

    /// <summary>What each unit does in this tick.</summary>
    public Decision[] Decisions { get; }

    /// <summary>Whether a unit on attack-move has reached its point.</summary>
    public bool[] Arrived { get; }

    /// <summary>Whether a unit wanted to walk in the last tick and hardly got on: those behind it go around it.</summary>
    public bool[] Stalled { get; }

    /// <summary>Makes all units fresh, of the types and at the places that they have now.</summary>
    public void Begin()
    {
        for (int unit = 0; unit < Count; unit++)
        {
            UnitType type = Types[unit];
            (Health[unit], Shield[unit], Energy[unit]) = (type.Health, type.Shield, type.Healing?.EnergyAtStart ?? 0);
        }

        Array.Clear(Cooldown);
        Array.Clear(ShieldWait);
        Array.Clear(HealthInStore);
        Array.Clear(Arrived);
        Array.Clear(Stalled);
        Array.Fill(Patients, -1);
        Array.Fill(Targets, -1);
        Array.Fill(Orders, UnitOrder.Stop);
        Array.Fill(Decisions, Decision.Stand);
    }

    /// <summary>Whether a unit is alive.</summary>
    public bool IsAlive(int unit) => Health[unit] > 0;

    /// <summary>Whether a unit belongs to the team.</summary>
    public bool IsAlly(int unit) => unit < Allies;

    /// <summary>The units of the same side: the first, and one after the last.</summary>
    public (int First, int End) OwnSide(int unit) => IsAlly(unit) ? (0, Allies) : (Allies, Count);

    /// <summary>The units of the other side.</summary>
    public (int First, int End) OtherSide(int unit) => IsAlly(unit) ? (Allies, Count) : (0, Allies);

    /// <summary>The square of the distance between the centres of two units.</summary>
    public double DistanceSquared(int one, int other)
    {
        (double dx, double dy) = (X[other] - X[one], Y[other] - Y[one]);
        return (dx * dx) + (dy * dy);
    }

    /// <summary>Whether two units are at most some distance apart, from edge to edge.</summary>
    public bool AreWithin(double range, int one, int other)
    {
        double reach = range + Types[one].Radius + Types[other].Radius;
        return DistanceSquared(one, other) <= reach * reach;
    }

    /// <summary>Whether two units are at most some distance apart, from centre to centre.</summary>
    public bool AreCentresWithin(double distance, int one, int other) => DistanceSquared(one, other) <= distance * distance;

    /// <summary>The nearest living unit of the other side; -1 when all are dead.</summary>
    public int NearestOpponent(int unit) => NearestOpponent(unit, withinReach: false);

    /// <summary>The nearest living unit of the other side that a unit's weapon can hit, at any distance; -1 when there is none.</summary>
    public int NearestTarget(int unit) => NearestOpponent(unit, withinReach: true);

    private int NearestOpponent(int unit, bool withinReach)
    {
        (int first, int end) = OtherSide(unit);
        UnitType type = Types[unit];
        Nearest nearest = Nearest.None;
        for (int other = first; other < end; other++)
        {
            if (IsAlive(other) && (!withinReach || type.CanHit(Types[other])))
            {
                nearest.Offer(other, 0, DistanceSquared(unit, other));
            }
        }

        return nearest.Unit;
    }
}
