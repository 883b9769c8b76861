namespace Phalanx.Environments.Battles;

/// <summary>
/// Where a walking unit goes: straight to its goal, along a path where the ground is in between, and past the units that stand in its way.
/// </summary>
internal sealed class Steering(BattleRules rules, Forces forces, Crowd crowd)
{
    // A side, once chosen, is kept for so many looks while there is anything in the way: else a unit behind a row of others goes back and forth and
    // never gets around it.
    private const int KeepsSide = 12;

    // A way past others is kept for so many ticks more before the unit looks again, and one that is closed in waits as long.
    private const int KeepsWay = 3;

    // The straight way is looked at more often: what comes into it is near.
    private const int KeepsStraight = 1;

    // A way along a path is kept so long while the goal stays in its cell.
    private const int KeepsWaypoint = 16;

    private readonly Bypass _bypass = new(crowd);
    private readonly Detour[] _detours = new Detour[forces.Count];
    private readonly Leg[] _legs = new Leg[forces.Count];

    /// <summary>Forgets what was in the way before.</summary>
    public void Begin()
    {
        Array.Clear(_detours);
        Array.Clear(_legs);
    }

    /// <summary>Forgets what was in the way of a unit that stands.</summary>
    public void Rest(int place) => _detours[crowd.Units[place]] = default;

    /// <summary>Takes one step of a unit in the crowd.</summary>
    /// <param name="place">Its place in the crowd.</param>
    /// <param name="footing">Where it can stand; null when it flies.</param>
    public void Step(int place, Footing? footing)
    {
        int unit = crowd.Units[place];
        Decision decision = forces.Decisions[unit];

        // Move orders go straight: agents choose them step by step.
        (double goalX, double goalY, double beyond) = footing == rules.Ground && rules.Paths is { } paths && forces.Orders[unit].Kind != OrderKind.Move
            ? Waypoint(unit, paths, decision)
            : (decision.X, decision.Y, 0);
        (double x, double y) = (crowd.X[place], crowd.Y[place]);
        (double dx, double dy) = (goalX - x, goalY - y);
        double distance = Math.Sqrt((dx * dx) + (dy * dy));
        crowd.Remaining[place] = distance + beyond;
        if (distance == 0)
        {
            return;
        }

        (double headingX, double headingY) = (dx / distance, dy / distance);
        Bypass.Way way = WayOf(place, headingX, headingY, footing);
        if (way.IsStraight)
        {
            // A step of its own size ends on a point that is nearer.
            double length = rules.StopsAtPoints ? Math.Min(decision.Speed, distance) : decision.Speed;
            (crowd.X[place], crowd.Y[place]) = length == distance ? (goalX, goalY) : (x + (headingX * length), y + (headingY * length));
        }
        else if (way.Exists)
        {
            (crowd.X[place], crowd.Y[place]) = (x + (way.X * decision.Speed), y + (way.Y * decision.Speed));
        }
    }

    /// <summary>
    /// The way that a unit takes: the one that it took last for as long as it keeps to it, straight on when that is free, or past what is in between.
    /// </summary>
    private Bypass.Way WayOf(int place, double headingX, double headingY, Footing? footing)
    {
        int unit = crowd.Units[place];
        ref Detour detour = ref _detours[unit];
        if (detour.Keeps > 0 && (detour.HeadingX * headingX) + (detour.HeadingY * headingY) > 0)
        {
            detour.Keeps--;
            return detour.Way;
        }

        int target = forces.Decisions[unit].Target;
        if (_bypass.IsFree(place, target, headingX, headingY))
        {
            detour = new Detour { HeadingX = headingX, HeadingY = headingY, Keeps = KeepsStraight, Way = Bypass.Way.Straight };
            return detour.Way;
        }

        _bypass.Survey(place, target);
        int looks = detour.Looks;
        Bypass.Way way = _bypass.Best(place, looks > 0 ? detour.Side : 0, headingX, headingY, footing);
        if (!way.Exists && looks > 0)
        {
            (way, looks) = (_bypass.Best(place, -detour.Side, headingX, headingY, footing), 0);
        }

        looks = !way.Exists ? 0 : looks > 0 ? looks - 1 : KeepsSide;
        detour = new Detour { HeadingX = headingX, HeadingY = headingY, Side = way.Side, Looks = looks, Keeps = KeepsWay, Way = way };
        return way;
    }

    /// <summary>Where a unit walks to next, and how far it is from there to its goal.</summary>
    private (double X, double Y, double Beyond) Waypoint(int unit, Paths paths, Decision decision)
    {
        ref Leg leg = ref _legs[unit];
        int goalCell = ((int)decision.Y * Terrain.Side) + (int)decision.X;
        bool reached = leg.X == forces.X[unit] && leg.Y == forces.Y[unit];
        if (leg.Ticks == 0 || leg.GoalCell != goalCell || reached)
        {
            (double x, double y) = paths.Waypoint(forces.X[unit], forces.Y[unit], decision.X, decision.Y);
            bool direct = x == decision.X && y == decision.Y;
            double beyond = direct ? 0 : paths.Length(x, y, decision.X, decision.Y);
            leg = new Leg { X = x, Y = y, Beyond = beyond, GoalCell = goalCell, Ticks = KeepsWaypoint, Direct = direct };
        }

        leg.Ticks--;

        // A direct way follows a goal that moves within its cell.
        return leg.Direct ? (decision.X, decision.Y, 0) : (leg.X, leg.Y, leg.Beyond);
    }

    /// <summary>
    /// The way that a unit takes, where it was heading when it chose it, the side on which it passes others, and for how long it keeps to both.
    /// </summary>
    private struct Detour
    {
        public double HeadingX;
        public double HeadingY;
        public int Side;
        public int Looks;
        public int Keeps;
        public Bypass.Way Way;
    }

    /// <summary>The part of a path that a unit is on.</summary>
    private struct Leg
    {
        public double X;
        public double Y;
        public double Beyond;
        public int GoalCell;
        public int Ticks;
        public bool Direct;
    }
}
