using Phalanx.Environments.Grids;

namespace Phalanx.Environments.Checkers;

/// <summary>The board: apples and lemons in turns on the left, the agents on the right. A set of cells is a number with a bit for each.</summary>
internal static class CheckersMap
{
    public const int Rows = 3;
    public const int Columns = 8;
    public const int Cells = Rows * Columns;

    // The last two columns are free.
    private const int FoodColumns = 6;

    public static readonly int[] Starts = [CellOf(0, 6), CellOf(2, 6)];

    public static readonly uint Apples = Food(parity: 0);
    public static readonly uint Lemons = Food(parity: 1);

    /// <summary>Rows as the agents see them. ma-gym divides them by their number, not by the last one.</summary>
    public static readonly float[] SeenRows = GridStep.RoundedShares(Rows, Rows);

    /// <summary>Columns as the agents see them.</summary>
    public static readonly float[] SeenColumns = GridStep.RoundedShares(Columns, Columns - 1);

    /// <summary>For each cell, the nine cells of which it is the centre, or as many as are on the board.</summary>
    public static readonly uint[] Neighbourhoods = [.. Enumerable.Range(0, Cells).Select(WindowOf)];

    public static bool IsInside(int row, int column) => (uint)row < Rows && (uint)column < Columns;

    public static int CellOf(int row, int column) => (row * Columns) + column;

    private static uint WindowOf(int centre)
    {
        uint cells = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            int down = Math.Abs((cell / Columns) - (centre / Columns));
            int across = Math.Abs((cell % Columns) - (centre % Columns));
            cells |= Math.Max(down, across) <= 1 ? 1u << cell : 0;
        }

        return cells;
    }

    private static uint Food(int parity)
    {
        uint cells = 0;
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < FoodColumns; column++)
            {
                cells |= (row + column) % 2 == parity ? 1u << CellOf(row, column) : 0;
            }
        }

        return cells;
    }
}
