namespace Phalanx.Environments.Battles;

/// <summary>What the ground is like near a unit: where it may move, and what it sees of the cells around.</summary>
internal sealed class TerrainSamples(Terrain terrain, double moveAmount)
{
    /// <summary>How many cells around are looked at.</summary>
    public const int Around = 8;

    private static readonly (int Across, int Up)[] Points = [(0, 2), (0, -2), (2, 0), (-2, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)];

    /// <summary>Whether the point half a move to the north, south, east and west can be walked on; one bit each, north the lowest.</summary>
    public int MovesFrom(double x, double y)
    {
        double ahead = moveAmount / 2;
        return (IsOpen(x, y + ahead) ? 1 : 0) | (IsOpen(x, y - ahead) ? 2 : 0) | (IsOpen(x + ahead, y) ? 4 : 0) | (IsOpen(x - ahead, y) ? 8 : 0);
    }

    /// <summary>Writes for each cell around whether it can be walked on; outside the map 1.</summary>
    public void WritePathing(double x, double y, Span<float> values)
    {
        for (int point = 0; point < Around; point++)
        {
            values[point] = CellAt(x, y, Points[point]) is not int cell || terrain.Walkable[cell] ? 1 : 0;
        }
    }

    /// <summary>Writes how high each cell around is, then the unit's own; outside the map 1.</summary>
    public void WriteHeights(double x, double y, Span<float> values)
    {
        for (int point = 0; point <= Around; point++)
        {
            values[point] = CellAt(x, y, point < Around ? Points[point] : default) is int cell ? (float)terrain.Heights[cell] : 1;
        }
    }

    // Cells are found by cutting off the fraction, as SMAC does. So what lies less than a cell beyond the left or lower edge counts as inside.
    private bool IsOpen(double x, double y) => terrain.IsWalkable((int)x, (int)y);

    private int? CellAt(double x, double y, (int Across, int Up) point)
    {
        (int column, int row) = ((int)(Math.Truncate(x) + (point.Across * moveAmount)), (int)(Math.Truncate(y) + (point.Up * moveAmount)));
        return (uint)column < Terrain.Side && (uint)row < Terrain.Side ? (row * Terrain.Side) + column : null;
    }
}
