namespace Phalanx.Environments;

/// <summary>
/// The cells of the grid, numbered row after row. Everything outside of it is one cell, numbered after the last; no entity can go there.
/// </summary>
internal sealed class PredatorPreyGrid
{
    /// <summary>How many ways lead out of a cell: right, down, left, up, numbered like the actions.</summary>
    public const int Directions = 4;

    /// <summary>What stands in the cell outside.</summary>
    public const byte Wall = byte.MaxValue;

    private readonly short[] _neighbours;
    private readonly bool[] _moves;
    private readonly byte[] _rows;
    private readonly byte[] _columns;

    public PredatorPreyGrid(PredatorPreySettings settings)
    {
        (Height, Width) = (settings.Height, settings.Width);
        _neighbours = new short[Cells * Directions];
        _moves = new bool[Cells * (Directions + 1)];
        _rows = new byte[Cells];
        _columns = new byte[Cells];
        Empty = new byte[Cells + 1];
        Empty[Cells] = Wall;
        for (int cell = 0; cell < Cells; cell++)
        {
            (int row, int column) = Math.DivRem(cell, Width);
            (_rows[cell], _columns[cell]) = ((byte)row, (byte)column);
            Span<short> neighbours = _neighbours.AsSpan(cell * Directions, Directions);
            neighbours[0] = NumberOf(row, column + 1, settings.Toroidal);
            neighbours[1] = NumberOf(row + 1, column, settings.Toroidal);
            neighbours[2] = NumberOf(row, column - 1, settings.Toroidal);
            neighbours[3] = NumberOf(row - 1, column, settings.Toroidal);
            Span<bool> moves = _moves.AsSpan(cell * (Directions + 1), Directions + 1);
            moves[Directions] = true;
            for (int direction = 0; direction < Directions; direction++)
            {
                moves[direction] = neighbours[direction] != Cells;
            }
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Height { get; }

    /// <summary>How many columns there are.</summary>
    public int Width { get; }

    /// <summary>How many cells there are; also the number of the cell outside.</summary>
    public int Cells => Height * Width;

    /// <summary>What stands in every cell, the one outside included, when no entity is there.</summary>
    public byte[] Empty { get; }

    /// <summary>The row of a cell.</summary>
    public byte RowOf(int cell) => _rows[cell];

    /// <summary>The column of a cell.</summary>
    public byte ColumnOf(int cell) => _columns[cell];

    /// <summary>The cells to the right, below, to the left and above.</summary>
    public ReadOnlySpan<short> NeighboursOf(int cell) => _neighbours.AsSpan(cell * Directions, Directions);

    /// <summary>Which of the four directions lead to another cell of the grid; and that one may always stay.</summary>
    public ReadOnlySpan<bool> MovesFrom(int cell) => _moves.AsSpan(cell * (Directions + 1), Directions + 1);

    private short NumberOf(int row, int column, bool toroidal)
    {
        if (toroidal)
        {
            (row, column) = ((row + Height) % Height, (column + Width) % Width);
        }

        bool inside = row >= 0 && row < Height && column >= 0 && column < Width;
        return (short)(inside ? (row * Width) + column : Cells);
    }
}
