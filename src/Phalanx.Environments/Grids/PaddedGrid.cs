namespace Phalanx.Environments.Grids;

/// <summary>
/// Numbers the cells of a grid, with a border around them: code that reads or steps beyond the edge finds cells of the border and needs no
/// special case. Numbers rise from left to right and from top to bottom.
/// </summary>
internal sealed class PaddedGrid
{
    private readonly int[] _columns;
    private readonly int[] _rows;
    private readonly bool[] _inside;

    /// <param name="columns">How many columns there are without the border.</param>
    /// <param name="rows">How many rows there are without the border.</param>
    /// <param name="border">How wide the border is.</param>
    public PaddedGrid(int columns, int rows, int border)
    {
        (Columns, Rows, Border) = (columns, rows, border);
        Stride = columns + (2 * border);
        Count = Stride * (rows + (2 * border));
        _columns = new int[Count];
        _rows = new int[Count];
        _inside = new bool[Count];
        for (int cell = 0; cell < Count; cell++)
        {
            _columns[cell] = (cell % Stride) - border;
            _rows[cell] = (cell / Stride) - border;
            _inside[cell] = _columns[cell] >= 0 && _columns[cell] < columns && _rows[cell] >= 0 && _rows[cell] < rows;
        }
    }

    public int Columns { get; }

    public int Rows { get; }

    public int Border { get; }

    /// <summary>From a cell to the one below it.</summary>
    public int Stride { get; }

    /// <summary>How many cells there are, those of the border included.</summary>
    public int Count { get; }

    public int At(int row, int column) => ((row + Border) * Stride) + column + Border;

    public int RowOf(int cell) => _rows[cell];

    public int ColumnOf(int cell) => _columns[cell];

    public bool IsInside(int cell) => _inside[cell];
}
