using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Phalanx.Environments.Battles;

/// <summary>
/// Finds the way past units that stand in a walker's way. Each of them is a disc that the walker's centre has to stay out of; the ways past them are
/// along tangents to these discs, and the walker takes the one of them that is free and turns least from where it wants to go, on the side that it
/// keeps to. All places are those of the beginning of the tick, so it does not matter who walks first.
/// </summary>
internal sealed class Bypass(Crowd crowd)
{
    // How far beyond its own edge a unit looks ahead.
    private const double LookAhead = 0.6;

    // How far into a disc a free way may lead: a tangent touches the disc that it passes.
    private const double Graze = 1e-3;

    private readonly double[] _dx = new double[crowd.Capacity];
    private readonly double[] _dy = new double[crowd.Capacity];
    private readonly double[] _reach = new double[crowd.Capacity];
    private int _count;

    /// <summary>Whether nothing stands in the way.</summary>
    /// <param name="place">Who walks.</param>
    /// <param name="target">The unit that it walks to, which is not in the way; -1 for none.</param>
    /// <param name="headingX">Where it wants to go.</param>
    /// <param name="headingY">Where it wants to go.</param>
    [MethodImpl(Crowd.Vectorised)]
    public bool IsFree(int place, int target, double headingX, double headingY)
    {
        double separation = crowd.Separation[place];
        ReadOnlySpan<double> sizes = crowd.Block[crowd.Stances[place].Side], xs = crowd.StartX, ys = crowd.StartY;
        int units = crowd.Count;
        Vector512<double> ownX = Vector512.Create(crowd.StartX[place]), ownY = Vector512.Create(crowd.StartY[place]);
        Vector512<double> towardsX = Vector512.Create(headingX), towardsY = Vector512.Create(headingY);
        Vector512<double> own = Vector512.Create(separation), ahead = Vector512.Create(separation + LookAhead);
        for (int first = 0; first < units; first += Crowd.Lanes)
        {
            // How far along the way the other is, and how far from the nearest point of the stretch ahead.
            Vector512<double> dx = Vector512.Create(xs.Slice(first, Crowd.Lanes)) - ownX;
            Vector512<double> dy = Vector512.Create(ys.Slice(first, Crowd.Lanes)) - ownY;
            Vector512<double> along = (dx * towardsX) + (dy * towardsY);
            Vector512<double> reached = Vector512.Min(along, ahead);
            Vector512<double> offX = dx - (towardsX * reached);
            Vector512<double> offY = dy - (towardsY * reached);
            Vector512<double> reach = Vector512.Max(Vector512.Create(sizes.Slice(first, Crowd.Lanes)) + own - Vector512.Create(Graze), Vector512<double>.Zero);
            Vector512<double> hit = Vector512.LessThan((offX * offX) + (offY * offY), reach * reach)
                & Vector512.GreaterThan(along, Vector512<double>.Zero);
            for (ulong bits = hit.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                int other = first + BitOperations.TrailingZeroCount(bits);
                if (other != place && crowd.Units[other] != target)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Notes the units around a walker that may be in its way, whichever way it takes.</summary>
    [MethodImpl(Crowd.Vectorised)]
    public void Survey(int place, int target)
    {
        _count = 0;
        double separation = crowd.Separation[place];
        ReadOnlySpan<double> sizes = crowd.Block[crowd.Stances[place].Side], xs = crowd.StartX, ys = crowd.StartY;
        int units = crowd.Count;
        Vector512<double> ownX = Vector512.Create(crowd.StartX[place]), ownY = Vector512.Create(crowd.StartY[place]);
        Vector512<double> near = Vector512.Create((2 * separation) + LookAhead);
        for (int first = 0; first < units; first += Crowd.Lanes)
        {
            Vector512<double> dx = Vector512.Create(xs.Slice(first, Crowd.Lanes)) - ownX;
            Vector512<double> dy = Vector512.Create(ys.Slice(first, Crowd.Lanes)) - ownY;
            Vector512<double> reach = Vector512.Max(Vector512.Create(sizes.Slice(first, Crowd.Lanes)) + near, Vector512<double>.Zero);
            ulong bits = Vector512.LessThan((dx * dx) + (dy * dy), reach * reach).ExtractMostSignificantBits();
            for (; bits != 0; bits &= bits - 1)
            {
                int other = first + BitOperations.TrailingZeroCount(bits);
                if (other != place && crowd.Units[other] != target)
                {
                    (_dx[_count], _dy[_count]) = (xs[other] - xs[place], ys[other] - ys[place]);
                    _reach[_count++] = sizes[other] + separation;
                }
            }
        }
    }

    /// <summary>The free way that turns least from where the walker wants to go; none when all are blocked.</summary>
    /// <param name="place">Who walks; its surroundings were noted.</param>
    /// <param name="side">1 for ways to the left of where it wants to go, -1 to the right, 0 for both.</param>
    /// <param name="headingX">Where it wants to go.</param>
    /// <param name="headingY">Where it wants to go.</param>
    /// <param name="footing">Where it can stand; null when it flies.</param>
    public Way Best(int place, int side, double headingX, double headingY, Footing? footing)
    {
        Way best = default;
        for (int number = 0; number < _count; number++)
        {
            double distance = Math.Sqrt((_dx[number] * _dx[number]) + (_dy[number] * _dy[number]));
            if (distance == 0)
            {
                continue;
            }

            // The tangents leave the line of centres at an angle whose sine is reach / distance, one to each side.
            (double towardsX, double towardsY) = (_dx[number] / distance, _dy[number] / distance);
            double sine = Math.Min(1, _reach[number] / distance);
            double cosine = Math.Sqrt(1 - (sine * sine));
            for (int turn = -1; turn <= 1; turn += 2)
            {
                double aside = turn * sine;
                (double x, double y) = ((towardsX * cosine) - (towardsY * aside), (towardsY * cosine) + (towardsX * aside));
                double leftward = (headingX * y) - (headingY * x);
                double forward = (headingX * x) + (headingY * y);
                if (leftward * side >= 0 && (!best.Exists || forward > best.Forward) && IsOnFooting(place, x, y, footing) && IsClear(place, x, y))
                {
                    best = new Way(true, x, y, forward, leftward < 0 ? -1 : 1);
                }
            }
        }

        return best;
    }

    /// <summary>Whether a way leads into none of the discs around.</summary>
    private bool IsClear(int place, double x, double y)
    {
        double ahead = crowd.Separation[place] + LookAhead;
        for (int number = 0; number < _count; number++)
        {
            double along = (_dx[number] * x) + (_dy[number] * y);
            double reached = Math.Min(along, ahead);
            (double offX, double offY) = (_dx[number] - (x * reached), _dy[number] - (y * reached));
            double reach = _reach[number] - Graze;
            if (along > Graze && (offX * offX) + (offY * offY) < reach * reach)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsOnFooting(int place, double x, double y, Footing? footing)
    {
        double radius = crowd.Separation[place];
        return footing is null || footing.Holds(crowd.StartX[place] + (x * radius), crowd.StartY[place] + (y * radius));
    }

    /// <summary>A way past what is in between.</summary>
    /// <param name="Exists">Whether there is one.</param>
    /// <param name="X">Its direction.</param>
    /// <param name="Y">Its direction.</param>
    /// <param name="Forward">How much of it leads where the walker wants to go: the cosine of the angle between them.</param>
    /// <param name="Side">1 when it leads to the left of that, -1 to the right.</param>
    public readonly record struct Way(bool Exists, double X, double Y, double Forward, int Side)
    {
        /// <summary>Straight to where the walker wants to go, wherever that is by then.</summary>
        public static Way Straight => new(true, 0, 0, 1, 0);

        /// <summary>Whether it turns to neither side.</summary>
        public bool IsStraight => Exists && Side == 0;
    }
}
