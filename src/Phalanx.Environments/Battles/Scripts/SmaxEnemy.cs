using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>
/// The scripted enemy of SMAX: it decides once a step. A unit shoots an agent in range, the one it shot last if it can; otherwise it walks towards
/// one of the agents that it sees, drawn anew each time; otherwise towards the place opposite to where it started. It walks along an axis only.
/// </summary>
internal sealed class SmaxEnemy(BattleRules rules, Forces forces)
{
    private readonly int[] _lastShot = new int[forces.Count];
    private readonly double[] _goalX = new double[forces.Count];
    private readonly double[] _goalY = new double[forces.Count];
    private readonly int[] _seen = new int[forces.Allies];

    /// <summary>Begins a battle: units are where they start.</summary>
    public void Begin()
    {
        Array.Fill(_lastShot, -1);
        for (int unit = forces.Allies; unit < forces.Count; unit++)
        {
            (_goalX[unit], _goalY[unit]) = (Terrain.Side - forces.X[unit], Terrain.Side - forces.Y[unit]);
        }
    }

    /// <summary>Tells every enemy what to do in the step that begins.</summary>
    public void Order(ref RandomStream random)
    {
        for (int unit = forces.Allies; unit < forces.Count; unit++)
        {
            if (forces.IsAlive(unit))
            {
                forces.Orders[unit] = OrderOf(unit, ref random);
            }
        }
    }

    private UnitOrder OrderOf(int unit, ref RandomStream random)
    {
        int target = IsInRange(unit, _lastShot[unit]) ? _lastShot[unit] : NearestInRange(unit);
        _lastShot[unit] = target;
        if (target >= 0)
        {
            return UnitOrder.Attack(target);
        }

        int seen = Look(unit);
        int towards = seen > 0 ? _seen[random.NextInt(seen)] : -1;
        return towards >= 0 ? StepTowards(unit, forces.X[towards], forces.Y[towards]) : StepTowards(unit, _goalX[unit], _goalY[unit]);
    }

    private bool IsInRange(int unit, int target) =>
        target >= 0
        && forces.IsAlive(target)
        && forces.Types[unit].CanHit(forces.Types[target])
        && forces.AreWithin(forces.Types[unit].Weapon!.Range, unit, target);

    private int NearestInRange(int unit)
    {
        Nearest nearest = Nearest.None;
        for (int agent = 0; agent < forces.Allies; agent++)
        {
            if (IsInRange(unit, agent))
            {
                nearest.Offer(agent, 0, forces.DistanceSquared(unit, agent));
            }
        }

        return nearest.Unit;
    }

    /// <summary>Notes the agents that a unit sees; returns how many.</summary>
    private int Look(int unit)
    {
        double sight = forces.Types[unit].Sight;
        int seen = 0;
        for (int agent = 0; agent < forces.Allies; agent++)
        {
            if (forces.IsAlive(agent) && forces.DistanceSquared(unit, agent) < sight * sight)
            {
                _seen[seen++] = agent;
            }
        }

        return seen;
    }

    private UnitOrder StepTowards(int unit, double x, double y)
    {
        (double dx, double dy) = (x - forces.X[unit], y - forces.Y[unit]);
        double amount = rules.MoveAmount;
        return Math.Abs(dx) > Math.Abs(dy)
            ? UnitOrder.MoveTo(forces.X[unit] + (dx < 0 ? -amount : amount), forces.Y[unit])
            : UnitOrder.MoveTo(forces.X[unit], forces.Y[unit] + (dy < 0 ? -amount : amount));
    }
}
