using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Switch;

/// <summary>Two rooms of two columns each, a corridor between them, and where each agent starts and wants to be.</summary>
internal static class SwitchMap
{
    public const int Rows = 3;
    public const int Columns = 7;

    private const int Corridor = 1;

    /// <summary>Where the agents start.</summary>
    public static readonly (int Row, int Column)[] Starts = [(0, 1), (0, 5), (2, 1), (2, 5)];

    /// <summary>Where the agents want to be: in the far corner of the other room.</summary>
    public static readonly (int Row, int Column)[] Goals = [(0, 6), (0, 0), (2, 6), (2, 0)];

    /// <summary>Rows and columns as the agents see them.</summary>
    public static readonly float[] SeenRows = GridStep.RoundedShares(Rows, Rows - 1);

    /// <inheritdoc cref="SeenRows"/>
    public static readonly float[] SeenColumns = GridStep.RoundedShares(Columns, Columns - 1);

    /// <summary>Whether there is a cell to stand on.</summary>
    public static bool IsOpen(int row, int column) =>
        (uint)row < Rows && (uint)column < Columns && (row == Corridor || column is <= 1 or >= Columns - 2);

    /// <summary>The number of a cell, row by row.</summary>
    public static int CellOf((int Row, int Column) place) => (place.Row * Columns) + place.Column;
}
