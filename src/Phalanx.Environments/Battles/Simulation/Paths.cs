namespace Phalanx.Environments.Battles;

/// <summary>
/// The shortest ways on ground where the straight one may be blocked: for every goal, a field of distances over cells, eight neighbours each and no
/// corner cut, and the next cell on the way down. All of it is made once, since there are few cells and many battles; nothing is searched while
/// battles run.
/// </summary>
internal sealed class Paths
{
    private const int Side = Terrain.Side;
    private const int Cells = Side * Side;
    private const ushort Unreachable = ushort.MaxValue;

    // A step along an axis and one across, in units that keep their ratio: 5 to 7 is within 1 % of 1 to the root of 2.
    private const int Straight = 5;
    private const int Diagonal = 7;

    // How many cells along the way a unit looks for the farthest that it can walk to directly.
    private const int LookAhead = 6;

    private static readonly (int Right, int Up, int Cost)[] Neighbours =
    [
        (1, 0, Straight), (0, 1, Straight), (-1, 0, Straight), (0, -1, Straight),
        (1, 1, Diagonal), (-1, 1, Diagonal), (-1, -1, Diagonal), (1, -1, Diagonal),
    ];

    private readonly Footing _ground;
    private readonly ushort[]?[] _distances;
    private readonly short[]?[] _next;
    private readonly short[] _nearest;

    private Paths(Footing ground)
    {
        _ground = ground;
        (_distances, _next) = (new ushort[]?[Cells], new short[]?[Cells]);
        _nearest = [.. Enumerable.Range(0, Cells).Select(cell => NearestOnGround(ground, cell))];
        var search = new PriorityQueue<int, int>();
        for (int goal = 0; goal < Cells; goal++)
        {
            if (ground.Holds(goal % Side, goal / Side))
            {
                ushort[] distances = DistancesTo(goal, search);
                (_distances[goal], _next[goal]) = (distances, [.. Enumerable.Range(0, Cells).Select(cell => (short)Downhill(distances, cell))]);
            }
        }
    }

    /// <summary>The paths of a ground; null when the straight way between any two of its cells is free.</summary>
    public static Paths? Of(Footing ground) => IsOpen(ground) ? null : new Paths(ground);

    /// <summary>
    /// The point to walk to on the way to another; the other itself when the way is straight. A goal that is not on the ground, such as a unit on a
    /// cliff, is reached from the cell that is nearest to it.
    /// </summary>
    /// <param name="x">Where the unit is, from the left.</param>
    /// <param name="y">Where the unit is, from the bottom.</param>
    /// <param name="goalX">Where it wants to, from the left.</param>
    /// <param name="goalY">Where it wants to, from the bottom.</param>
    public (double X, double Y) Waypoint(double x, double y, double goalX, double goalY)
    {
        (double X, double Y) waypoint = (goalX, goalY);
        int goal = _nearest[CellOf(goalX, goalY)];
        (double endX, double endY) = _ground.Holds(goalX, goalY) ? waypoint : CentreOf(goal);
        if (_ground.IsStraight(x, y, endX, endY))
        {
            return waypoint;
        }

        short[] next = _next[goal]!;
        int cell = CellOf(x, y);
        for (int step = 0; step < LookAhead && next[cell] != cell; step++)
        {
            cell = next[cell];
            (double centreX, double centreY) = CentreOf(cell);
            if (step > 0 && !_ground.IsStraight(x, y, centreX, centreY))
            {
                break;
            }

            waypoint = (centreX, centreY);
        }

        return waypoint;
    }

    /// <summary>How long the way between two points is, from cell to cell.</summary>
    public double Length(double x, double y, double goalX, double goalY) =>
        (double)_distances[_nearest[CellOf(goalX, goalY)]]![CellOf(x, y)] / Straight;

    private static int CellOf(double x, double y) => (Math.Clamp((int)y, 0, Side - 1) * Side) + Math.Clamp((int)x, 0, Side - 1);

    private static (double X, double Y) CentreOf(int cell) => ((cell % Side) + 0.5, (cell / Side) + 0.5);

    private static short NearestOnGround(Footing ground, int cell) => (short)Enumerable.Range(0, Cells)
        .Where(other => ground.Holds(other % Side, other / Side))
        .MinBy(other => Square((other % Side) - (cell % Side)) + Square((other / Side) - (cell / Side)));

    private static int Square(int value) => value * value;

    private int Downhill(ushort[] distances, int cell)
    {
        int best = cell;
        foreach ((int right, int up, _) in Neighbours)
        {
            if (IsPassage(cell, right, up) && distances[cell + right + (up * Side)] < distances[best])
            {
                best = cell + right + (up * Side);
            }
        }

        return best;
    }

    private ushort[] DistancesTo(int goal, PriorityQueue<int, int> search)
    {
        ushort[] distances = new ushort[Cells];
        Array.Fill(distances, Unreachable);
        distances[goal] = 0;
        search.Enqueue(goal, 0);
        while (search.TryDequeue(out int cell, out int distance))
        {
            if (distance > distances[cell])
            {
                continue;
            }

            foreach ((int right, int up, int cost) in Neighbours)
            {
                int neighbour = cell + right + (up * Side);
                if (IsPassage(cell, right, up) && distance + cost < distances[neighbour])
                {
                    distances[neighbour] = (ushort)(distance + cost);
                    search.Enqueue(neighbour, distance + cost);
                }
            }
        }

        return distances;
    }

    /// <summary>Whether a step leads from a cell to one that holds; across, both cells beside it have to hold, too.</summary>
    private bool IsPassage(int cell, int right, int up)
    {
        (int column, int row) = (cell % Side, cell / Side);
        return _ground.Holds(column + right, row + up)
            && _ground.Holds(column + right, row)
            && _ground.Holds(column, row + up);
    }

    private static bool IsOpen(Footing ground)
    {
        int[] cells = [.. Enumerable.Range(0, Cells).Where(cell => ground.Holds(cell % Side, cell / Side) && IsAtEdge(ground, cell))];
        return cells.All(from => cells.All(to =>
            ground.IsStraight((from % Side) + 0.5, (from / Side) + 0.5, (to % Side) + 0.5, (to / Side) + 0.5)));
    }

    /// <summary>Whether a cell lies at the edge of the ground: where all ways between such cells are free, all others are.</summary>
    private static bool IsAtEdge(Footing ground, int cell) =>
        Neighbours.Any(step => !ground.Holds((cell % Side) + step.Right, (cell / Side) + step.Up));
}
