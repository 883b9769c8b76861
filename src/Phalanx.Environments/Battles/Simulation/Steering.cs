using System.Numerics;
using System.Runtime.Intrinsics;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Where a walking unit goes: straight to its goal, along a path where the ground is in between, and around the nearest unit that stands in its way.
/// </summary>
internal sealed class Steering(BattleRules rules, Forces forces, Crowd crowd)
{
    // How far beyond its own edge a unit looks ahead.
    private const double LookAhead = 1.0;

    // A side, once chosen, is kept so long while there is anything in the way: else a unit behind a row of others goes back and forth and never gets around it.
    private static readonly int KeepsSide = int.Parse(Environment.GetEnvironmentVariable("KEEP") ?? "48");

    // A way along a path is kept so long while the goal stays in its cell.
    private const int KeepsWaypoint = 16;

    private readonly Detour[] _detours = new Detour[forces.Count];
    private readonly Leg[] _legs = new Leg[forces.Count];

    /// <summary>Forgets what was in the way before.</summary>
    public void Begin()
    {
        Array.Clear(_detours);
        Array.Clear(_legs);
    }

    /// <summary>Takes one step of a unit in the crowd.</summary>
    /// <param name="place">Its place in the crowd.</param>
    /// <param name="footing">Where it can stand; null when it flies.</param>
    public void Step(int place, Footing? footing)
    {
        int unit = crowd.Units[place];
        Decision decision = forces.Decisions[unit];
        (double goalX, double goalY, double beyond) = footing == rules.Ground && rules.Paths is { } paths
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
        int blocker = BlockerOf(place, headingX, headingY);
        if (blocker < 0)
        {
            _detours[unit] = default;

            // A step of its own size ends on a point that is nearer.
            double length = rules.StopsAtPoints ? Math.Min(decision.Speed, distance) : decision.Speed;
            (crowd.X[place], crowd.Y[place]) = length == distance ? (goalX, goalY) : (x + (headingX * length), y + (headingY * length));
            return;
        }

        (headingX, headingY) = Around(place, blocker, headingX, headingY, footing);
        (crowd.X[place], crowd.Y[place]) = (x + (headingX * decision.Speed), y + (headingY * decision.Speed));
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

    /// <summary>The place of the nearest unit in the way, other than the one walked to; -1 when the way is free.</summary>
    private int BlockerOf(int place, double headingX, double headingY)
    {
        double separation = crowd.Separation[place];
        double[] sizes = crowd.Block[crowd.Stances[place].Side];
        int target = forces.Decisions[crowd.Units[place]].Target;
        Vector256<double> ownX = Vector256.Create(crowd.X[place]), ownY = Vector256.Create(crowd.Y[place]);
        Vector256<double> towardsX = Vector256.Create(headingX), towardsY = Vector256.Create(headingY);
        Vector256<double> own = Vector256.Create(separation), ahead = Vector256.Create(separation + LookAhead);
        Nearest nearest = Nearest.None;
        for (int first = 0; first < crowd.Count; first += Crowd.Lanes)
        {
            // How far along the way the other is, and how far from the nearest point of the stretch ahead.
            Vector256<double> dx = Vector256.Create(crowd.X.AsSpan(first)) - ownX;
            Vector256<double> dy = Vector256.Create(crowd.Y.AsSpan(first)) - ownY;
            Vector256<double> along = (dx * towardsX) + (dy * towardsY);
            Vector256<double> reached = Vector256.Min(along, ahead);
            Vector256<double> offX = dx - (towardsX * reached);
            Vector256<double> offY = dy - (towardsY * reached);
            Vector256<double> reach = Vector256.Max(Vector256.Create(sizes.AsSpan(first)) + own, Vector256<double>.Zero);
            Vector256<double> hit = Vector256.LessThan((offX * offX) + (offY * offY), reach * reach)
                & Vector256.GreaterThan(along, Vector256<double>.Zero);
            for (uint bits = hit.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                int other = first + BitOperations.TrailingZeroCount(bits);
                if (other != place && crowd.Units[other] != target)
                {
                    nearest.Offer(other, 0, Square(crowd.X[other] - crowd.X[place]) + Square(crowd.Y[other] - crowd.Y[place]));
                }
            }
        }

        return nearest.Unit;
    }

    /// <summary>
    /// The direction past a unit in the way, on the side that the walker keeps to: the tangent to the disc that its centre has to stay out of, at an angle to
    /// the line of centres whose sine is reach / distance.
    /// </summary>
    private (double X, double Y) Around(int place, int blocker, double headingX, double headingY, Footing? footing)
    {
        (double dx, double dy) = (crowd.X[blocker] - crowd.X[place], crowd.Y[blocker] - crowd.Y[place]);
        double distance = Math.Sqrt((dx * dx) + (dy * dy));
        if (distance == 0)
        {
            return (headingX, headingY);
        }

        (double towardsX, double towardsY) = (dx / distance, dy / distance);
        double sine = Math.Min(1, (crowd.Separation[place] + crowd.Separation[blocker]) / distance);
        double cosine = Math.Sqrt(1 - (sine * sine));
        ref Detour detour = ref _detours[crowd.Units[place]];
        if (detour.Ticks == 0)
        {
            double leftward = (towardsX * headingY) - (towardsY * headingX);
            detour = new Detour { Side = SideOf(crowd.Units[place], leftward), Ticks = KeepsSide };
        }

        detour.Ticks--;
        for (int attempt = 0; attempt < 2; attempt++)
        {
            double aside = detour.Side * sine;
            (double x, double y) = ((towardsX * cosine) - (towardsY * aside), (towardsY * cosine) + (towardsX * aside));
            if (IsFree(place, footing, x, y))
            {
                return (x, y);
            }

            detour.Side = -detour.Side;
        }

        return (headingX, headingY);
    }

    /// <summary>1 to pass on the left, -1 on the right: on the side that is nearer to where the walker is heading.</summary>
    /// <param name="unit">Who walks.</param>
    /// <param name="leftward">How much of its heading points to the left: minus this to the right.</param>
    private static int SideOf(int unit, double leftward)
    {
        const double Even = 1e-9;
        bool left = 2 * Math.Abs(leftward) < Even ? unit % 2 == 0 : leftward > 0;
        return left ? 1 : -1;
    }

    private bool IsFree(int place, Footing? footing, double directionX, double directionY)
    {
        double radius = crowd.Separation[place];
        return footing is null || footing.Holds(crowd.X[place] + (directionX * radius), crowd.Y[place] + (directionY * radius));
    }

    private static double Square(double value) => value * value;

    /// <summary>The side on which a unit passes others, and for how long it keeps to it.</summary>
    private struct Detour
    {
        public int Side;
        public int Ticks;
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
