namespace Phalanx.Environments;

/// <summary>
/// The cells of a square grid with a ring of walls around them, numbered row after row; and numbers for the positions of things, as
/// QTRAN's networks get them.
/// </summary>
internal sealed class HuntGrid
{
    /// <summary>What stands in the cells of the ring.</summary>
    public const byte Wall = byte.MaxValue;

    private readonly float[] _positions;
    private readonly float[] _distances;

    /// <param name="size">How many cells a side has, without the walls.</param>
    /// <param name="neighbourhood">Which cells are beside another.</param>
    /// <param name="horizon">From how many cells on a distance is hidden: set to 0.</param>
    public HuntGrid(int size, HuntNeighbourhood neighbourhood, double horizon)
    {
        (Size, Width) = (size, size + 2);
        Moves = [-Width, -1, 0, 1, Width];
        AdjacentOffsets = neighbourhood == HuntNeighbourhood.Orthogonal
            ? [-Width, -1, 1, Width]
            : [-Width - 1, -Width, -Width + 1, -1, 1, Width - 1, Width, Width + 1];
        _positions = [.. Enumerable.Range(0, size).Select(at => (float)((at - (size / 2.0)) / size))];
        _distances = [.. Enumerable.Range(1 - size, (2 * size) - 1).Select(
            cells => Math.Abs(cells) >= horizon ? 0 : (float)((double)cells / size))];
        Empty = new byte[Width * Width];
        Array.Fill(Empty, Wall);
        for (int row = 0; row < size; row++)
        {
            Empty.AsSpan(CellOf(row, 0), size).Clear();
        }
    }

    /// <summary>How many cells a side has.</summary>
    public int Size { get; }

    /// <summary>How many cells a side has with the walls.</summary>
    public int Width { get; }

    /// <summary>The cells, walls included, when no entity is there.</summary>
    public byte[] Empty { get; }

    /// <summary>How far in the numbering each action leads: up, left, nowhere, right, down.</summary>
    public int[] Moves { get; }

    /// <summary>How far in the numbering the cells are that count as beside a cell.</summary>
    public int[] AdjacentOffsets { get; }

    /// <summary>The number of a cell.</summary>
    public int CellOf(int row, int column) => ((row + 1) * Width) + column + 1;

    /// <summary>The row and the column of a cell.</summary>
    public (int Row, int Column) PlaceOf(int cell)
    {
        (int row, int column) = Math.DivRem(cell, Width);
        return (row - 1, column - 1);
    }

    /// <summary>Writes where a cell is, from -0.5 up to below 0.5: the row, then the column.</summary>
    public void WritePosition(int cell, Span<float> position)
    {
        (int row, int column) = PlaceOf(cell);
        (position[0], position[1]) = (_positions[row], _positions[column]);
    }

    /// <summary>Writes where a cell is, seen from another, in sides of the grid.</summary>
    public void WriteDistance(int from, int to, Span<float> distance)
    {
        ((int row, int column), (int rowTo, int columnTo)) = (PlaceOf(from), PlaceOf(to));
        distance[0] = _distances[rowTo - row + Size - 1];
        distance[1] = _distances[columnTo - column + Size - 1];
    }
}
