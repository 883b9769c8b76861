using System.Runtime.Intrinsics;

namespace Phalanx.Environments;

/// <summary>
/// The window of cells that an agent sees, with the agent in its middle. Who is inside is found for all entities at once: an offset from the
/// window's corner is a byte, and what lies before the corner wraps around to a number beyond the window.
/// </summary>
/// <param name="settings">How far agents see, and whether the grid wraps around.</param>
internal sealed class PredatorPreyWindow(PredatorPreySettings settings)
{
    /// <summary>Places and bit sets of entities are padded to a multiple of this.</summary>
    public static readonly int Lanes = Vector128<byte>.Count;

    private readonly int _radius = settings.ObsRadius;
    private readonly bool _toroidal = settings.Toroidal;
    private readonly byte _height = (byte)settings.Height;
    private readonly byte _width = (byte)settings.Width;

    /// <summary>How many cells a side of the window has.</summary>
    public int Side => (2 * _radius) + 1;

    /// <summary>The set of the entities inside the window around a place, a bit for each.</summary>
    /// <param name="rows">The row of each entity, padded.</param>
    /// <param name="columns">The column of each entity, padded.</param>
    /// <param name="row">The row of the middle.</param>
    /// <param name="column">The column of the middle.</param>
    public ulong Around(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> columns, int row, int column)
    {
        var (top, left) = (Vector128.Create((byte)(row - _radius)), Vector128.Create((byte)(column - _radius)));
        var last = Vector128.Create((byte)(Side - 1));
        ulong inside = 0;
        for (int first = 0; first < rows.Length; first += Lanes)
        {
            Vector128<byte> down = Vector128.Create(rows[first..]) - top;
            Vector128<byte> right = Vector128.Create(columns[first..]) - left;
            if (_toroidal)
            {
                (down, right) = (Wrap(down, _height), Wrap(right, _width));
            }

            var both = Vector128.LessThanOrEqual(Vector128.Max(down, right), last);
            inside |= (ulong)both.ExtractMostSignificantBits() << first;
        }

        return inside;
    }

    /// <summary>The place in the window, row after row, of what is inside the one around a middle.</summary>
    public int PlaceOf(int row, int column, int middleRow, int middleColumn)
    {
        (int down, int right) = (row - middleRow + _radius, column - middleColumn + _radius);
        if (_toroidal)
        {
            (down, right) = ((down + _height) % _height, (right + _width) % _width);
        }

        return (down * Side) + right;
    }

    /// <summary>Whether a place in the window around a middle lies outside of the grid.</summary>
    public bool IsOutside(int place, int middleRow, int middleColumn)
    {
        (int down, int right) = Math.DivRem(place, Side);
        return !_toroidal
            && ((uint)(middleRow + down - _radius) >= _height || (uint)(middleColumn + right - _radius) >= _width);
    }

    /// <summary>Offsets within one turn of the torus: of the three candidates the right one is the smallest, since the wrong ones wrap.</summary>
    private static Vector128<byte> Wrap(Vector128<byte> offsets, byte turn) =>
        Vector128.Min(offsets, Vector128.Min(offsets + Vector128.Create(turn), offsets - Vector128.Create(turn)));
}
