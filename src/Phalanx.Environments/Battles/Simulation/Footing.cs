namespace Phalanx.Environments.Battles;

/// <summary>
/// Where the centre of a unit may be. The game's own grid already leaves the room that units need beside cliffs, so it is the centre alone that
/// counts.
/// </summary>
internal sealed class Footing
{
    // Cliffs up to this wide are stepped over.
    private const int WidestStep = 3;

    private readonly bool[] _cells;

    /// <param name="terrain">Which cells can be walked on.</param>
    /// <param name="steps">Whether narrow strips between walkable cells of a row or column can be crossed, too.</param>
    public Footing(Terrain terrain, bool steps)
    {
        _cells = terrain.Walkable.ToArray();
        if (steps)
        {
            AddSteps(terrain);
        }
    }

    /// <summary>Whether a unit may stand in a cell.</summary>
    public bool Holds(int column, int row) => (uint)column < Terrain.Side && (uint)row < Terrain.Side && _cells[(row * Terrain.Side) + column];

    /// <summary>Whether a unit may stand at a point.</summary>
    public bool Holds(double x, double y) => x >= 0 && y >= 0 && Holds((int)x, (int)y);

    /// <summary>
    /// Whether the straight way between two points crosses only cells that hold. It walks from cell to cell through the sides that the way crosses
    /// (J. Amanatides and A. Woo, "A fast voxel traversal algorithm for ray tracing", 1987).
    /// </summary>
    public bool IsStraight(double fromX, double fromY, double toX, double toY)
    {
        (int column, int row) = ((int)fromX, (int)fromY);
        (int lastColumn, int lastRow) = ((int)toX, (int)toY);
        (double dx, double dy) = (toX - fromX, toY - fromY);
        (int stepX, int stepY) = (dx < 0 ? -1 : 1, dy < 0 ? -1 : 1);
        double perColumn = dx == 0 ? double.PositiveInfinity : Math.Abs(1 / dx);
        double perRow = dy == 0 ? double.PositiveInfinity : Math.Abs(1 / dy);
        double nextX = dx == 0 ? double.PositiveInfinity : (dx < 0 ? fromX - column : column + 1 - fromX) * perColumn;
        double nextY = dy == 0 ? double.PositiveInfinity : (dy < 0 ? fromY - row : row + 1 - fromY) * perRow;
        while (column != lastColumn || row != lastRow)
        {
            // Both at once where the way goes exactly through a corner.
            (bool right, bool up) = (column != lastColumn && nextX <= nextY, row != lastRow && nextY <= nextX);
            if (!right && !up)
            {
                (right, up) = (column != lastColumn, row != lastRow);
            }

            // Nothing passes between two blocked cells that touch at a corner.
            if (right && up && !Holds(column + stepX, row) && !Holds(column, row + stepY))
            {
                return false;
            }

            (column, nextX) = right ? (column + stepX, nextX + perColumn) : (column, nextX);
            (row, nextY) = up ? (row + stepY, nextY + perRow) : (row, nextY);

            if (!Holds(column, row))
            {
                return false;
            }
        }

        return true;
    }

    private void AddSteps(Terrain terrain)
    {
        for (int row = 0; row < Terrain.Side; row++)
        {
            for (int column = 0; column < Terrain.Side; column++)
            {
                if (!terrain.IsWalkable(column, row))
                {
                    _cells[(row * Terrain.Side) + column] = IsStep(terrain, column, row, 1, 0) || IsStep(terrain, column, row, 0, 1);
                }
            }
        }
    }

    /// <summary>Whether walkable cells lie on both sides of a cell, in one direction, with no more than the widest step between them.</summary>
    private static bool IsStep(Terrain terrain, int column, int row, int right, int up)
    {
        int before = DistanceToGround(terrain, column, row, -right, -up);
        int after = DistanceToGround(terrain, column, row, right, up);
        return before + after - 1 <= WidestStep;
    }

    private static int DistanceToGround(Terrain terrain, int column, int row, int right, int up)
    {
        int distance = 1;
        while (distance <= WidestStep && !terrain.IsWalkable(column + (distance * right), row + (distance * up)))
        {
            distance++;
        }

        return distance <= WidestStep ? distance : Terrain.Side;
    }
}
