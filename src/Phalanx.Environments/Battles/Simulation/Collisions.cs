namespace Phalanx.Environments.Battles;

/// <summary>
/// Pushes overlapping units apart. All pushes of a pass follow from where units were when it began. What still overlaps after the last pass goes back
/// to where it came from, so that no two discs of a plane ever overlap by more than the tolerance.
/// </summary>
internal static class Collisions
{
    /// <summary>How much two discs may overlap in the end.</summary>
    public const double Tolerance = 0.05;

    // Overlaps this small are left alone: they cost more to mend than they matter.
    private const double Slack = 1e-6;

    private const int Passes = 2;

    // Units that stand and overlap, as they may after the start, drift apart so slowly that it does not look like walking.
    private const double Drift = 0.02;

    // A walker that bumps into an idle unit of its side takes this share of the way back, and nudges the other by the rest.
    private const double NudgerShare = 0.8;

    // How far an idle unit can be nudged in a pass.
    private const double IdleSpeed = 0.1;

    private const double Coincident = 1e-9;

    /// <summary>Whether any two units overlap.</summary>
    public static bool Any(Crowd crowd) => crowd.FindOverlaps(Slack) > 0;

    /// <summary>Pushes units apart, as far as they can get in a tick; returns whether there was anything to push.</summary>
    public static bool Resolve(Crowd crowd)
    {
        int pass = 0;
        while (pass < Passes && Push(crowd, evenly: false))
        {
            pass++;
        }

        return pass > 0;
    }

    /// <summary>Pushes all units apart by half of what they overlap, no matter what they do; returns whether any overlapped.</summary>
    public static bool PushApart(Crowd crowd) => Push(crowd, evenly: true);

    /// <summary>
    /// Takes back the way of units that overlap too much and more than when the tick began, round after round until none does: of two units that of
    /// the one who has farther to go, so that those ahead in a crowd get on. When all are back where they were, no pair is left, so it ends.
    /// </summary>
    public static void TakeBack(Crowd crowd)
    {
        for (int pairs = crowd.FindOverlaps(Tolerance); FindThoseWhoGoBack(crowd, pairs); pairs = crowd.FindOverlapsOfThoseGoneBack(Tolerance))
        {
            for (int place = 0; place < crowd.Count; place++)
            {
                if (crowd.GoesBack[place])
                {
                    (crowd.X[place], crowd.Y[place]) = (crowd.StartX[place], crowd.StartY[place]);
                }
            }
        }
    }

    /// <summary>Finds who goes back in a round; all of them follow from where units are when it begins, so no side is favoured.</summary>
    private static bool FindThoseWhoGoBack(Crowd crowd, int pairs)
    {
        crowd.GoesBack.AsSpan(0, crowd.Count).Clear();
        bool any = false;
        foreach ((short one, short other) in crowd.Pairs.AsSpan(0, pairs))
        {
            if (CameNearer(crowd, one, other))
            {
                ChooseWhoGoesBack(crowd, one, other);
                any = true;
            }
        }

        return any;
    }

    private static void ChooseWhoGoesBack(Crowd crowd, int one, int other)
    {
        (bool oneMoved, bool otherMoved) = (HasMoved(crowd, one), HasMoved(crowd, other));
        double lead = crowd.Remaining[other] - crowd.Remaining[one];
        crowd.GoesBack[one] |= oneMoved && (lead <= 0 || !otherMoved);
        crowd.GoesBack[other] |= otherMoved && (lead >= 0 || !oneMoved);
    }

    private static bool HasMoved(Crowd crowd, int place) => crowd.X[place] != crowd.StartX[place] || crowd.Y[place] != crowd.StartY[place];

    private static bool CameNearer(Crowd crowd, int one, int other) =>
        Square(crowd.X[other] - crowd.X[one]) + Square(crowd.Y[other] - crowd.Y[one])
        < Square(crowd.StartX[other] - crowd.StartX[one]) + Square(crowd.StartY[other] - crowd.StartY[one]);

    private static double Square(double value) => value * value;

    /// <summary>One pass; returns whether it pushed anything.</summary>
    private static bool Push(Crowd crowd, bool evenly)
    {
        int count = crowd.FindOverlaps(Slack);
        if (count == 0)
        {
            return false;
        }

        crowd.ShiftX.AsSpan(0, crowd.Count).Clear();
        crowd.ShiftY.AsSpan(0, crowd.Count).Clear();
        foreach ((short one, short other) in crowd.Pairs.AsSpan(0, count))
        {
            Push(crowd, one, other, evenly);
        }

        for (int place = 0; place < crowd.Count; place++)
        {
            Shift(crowd, place, evenly);
        }

        return true;
    }

    private static void Push(Crowd crowd, int one, int other, bool evenly)
    {
        (double dx, double dy) = (crowd.X[other] - crowd.X[one], crowd.Y[other] - crowd.Y[one]);
        double distance = Math.Sqrt((dx * dx) + (dy * dy));
        double overlap = crowd.Separation[one] + crowd.Separation[other] - distance;
        (dx, dy) = distance < Coincident ? Apart(crowd.Units[one]) : (dx / distance, dy / distance);
        (double shareOfOne, double shareOfOther) = evenly ? (0.5 * overlap, 0.5 * overlap) : Shares(crowd.Stances[one], crowd.Stances[other], overlap);
        crowd.ShiftX[one] -= dx * shareOfOne;
        crowd.ShiftY[one] -= dy * shareOfOne;
        crowd.ShiftX[other] += dx * shareOfOther;
        crowd.ShiftY[other] += dy * shareOfOther;
    }

    /// <summary>How far each of two units gives way.</summary>
    private static (double One, double Other) Shares(Stance one, Stance other, double overlap)
    {
        if (one.Walks == other.Walks)
        {
            double half = one.Walks ? 0.5 * overlap : Math.Min(0.5 * overlap, Drift);
            return (half, half);
        }

        Stance standing = one.Walks ? other : one;
        double walker = standing.Idle && one.Side == other.Side ? NudgerShare * overlap : overlap;
        return one.Walks ? (walker, overlap - walker) : (overlap - walker, walker);
    }

    /// <summary>Units at one point part in four directions, by their ids.</summary>
    private static (double X, double Y) Apart(int unit) => (unit % 4) switch
    {
        0 => (1, 0),
        1 => (0, 1),
        2 => (-1, 0),
        _ => (0, -1),
    };

    private static void Shift(Crowd crowd, int place, bool evenly)
    {
        (double x, double y) = (crowd.ShiftX[place], crowd.ShiftY[place]);
        Stance stance = crowd.Stances[place];
        double limit = stance.Speed == 0 ? 0 : evenly || stance.Walks ? stance.Speed : IdleSpeed;
        double length = Math.Sqrt((x * x) + (y * y));
        double scale = length > limit ? limit / length : 1;
        crowd.X[place] += scale * x;
        crowd.Y[place] += scale * y;
    }
}
