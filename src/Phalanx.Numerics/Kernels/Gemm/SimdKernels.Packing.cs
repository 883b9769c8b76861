using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    /// <summary>Panels of <see cref="PanelWidth"/> columns, each stored inner index by inner index, the last one filled with zeros.</summary>
    private static void PackColumns(T* source, nint innerStride, nint columnStride, int inner, int columns, T* target)
    {
        int width = 2 * V.Count;
        int full = columns / width * width;
        if (full < columns)
        {
            new Span<T>(target + ((nint)full * inner), width * inner).Clear();
        }

        if (columnStride == 1)
        {
            PackRuns(source, innerStride, inner, columns, target);
            return;
        }

        for (int j = 0; j < columns; j += width)
        {
            PackPanel(source + (j * columnStride), innerStride, columnStride, inner, Math.Min(width, columns - j), target + ((nint)j * inner));
        }
    }

    /// <summary>
    /// The panels of columns that lie side by side, one inner index of all of them after the other: inner indices may be as far apart as pages of
    /// memory, and so each page is visited once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRuns(T* source, nint innerStride, int inner, int columns, T* target)
    {
        int width = 2 * V.Count;
        for (int k = 0; k < inner; k++, source += innerStride, target += width)
        {
            T* panel = target;
            int j = 0;
            for (; j <= columns - width; j += width, panel += (nint)width * inner)
            {
                V.Store(V.Load(source + j), panel);
                V.Store(V.Load(source + j + V.Count), panel + V.Count);
            }

            if (j < columns)
            {
                new ReadOnlySpan<T>(source + j, columns - j).CopyTo(new Span<T>(panel, columns - j));
            }
        }
    }

    /// <summary>
    /// A panel of any columns: in squares where a column's elements lie side by side, else along the inner index, which walks the source's cache
    /// lines while writes stay within the panel.
    /// </summary>
    private static void PackPanel(T* source, nint innerStride, nint columnStride, int inner, int columns, T* target)
    {
        int width = 2 * V.Count;
        int edge = V.SquareEdge;
        bool squares = edge > 1 && innerStride == 1;
        int squareColumns = squares ? columns / edge * edge : 0;
        int squareInner = squares ? inner / edge * edge : 0;
        for (int column = 0; column < squareColumns; column += edge)
        {
            T* from = source + (column * columnStride);
            for (int k = 0; k < squareInner; k += edge)
            {
                V.TransposeSquare(from + k, columnStride, target + ((nint)k * width) + column, width);
            }
        }

        for (int column = 0; column < columns; column++)
        {
            int first = column < squareColumns ? squareInner : 0;
            T* from = source + (column * columnStride) + (first * innerStride);
            T* to = target + column + ((nint)first * width);
            for (int k = first; k < inner; k++, from += innerStride, to += width)
            {
                *to = *from;
            }
        }
    }

    /// <summary>Tiles of rows, each stored inner index by inner index, the heights as <see cref="TileHeight"/> cuts them.</summary>
    private static void PackRows(T* source, nint rowStride, nint innerStride, int rows, int inner, T* target)
    {
        int full = rowStride == 1 ? PackFullTiles(source, innerStride, rows, inner, target) : 0;
        for (int row = full; row < rows;)
        {
            int height = TileHeight(rows - row);
            if (innerStride == 1 && height == V.SquareEdge)
            {
                PackInSquares(source + (row * rowStride), rowStride, inner, target + (row * (inner + TilePadding)));
            }
            else
            {
                PackTile(source + (row * rowStride), rowStride, innerStride, height, inner, target + (row * (inner + TilePadding)));
            }

            row += height;
        }
    }

    /// <summary>
    /// The full tiles of rows that lie side by side, one inner index of all of them after the other, as in <see cref="PackRuns"/>. Returns the number
    /// of rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PackFullTiles(T* source, nint innerStride, int rows, int inner, T* target)
    {
        int full = 0;
        while (TileHeight(rows - full) == Tile<T, V>.MaxRows)
        {
            full += Tile<T, V>.MaxRows;
        }

        for (int k = 0; k < inner; k++, source += innerStride, target += Tile<T, V>.MaxRows)
        {
            T* tile = target;
            for (int row = 0; row < full; row += Tile<T, V>.MaxRows, tile += Tile<T, V>.MaxRows * (inner + TilePadding))
            {
                // A constant size: the compiler makes wide moves of it.
                Unsafe.CopyBlockUnaligned(tile, source + row, (uint)(Tile<T, V>.MaxRows * sizeof(T)));
            }
        }

        return full;
    }

    private static void PackTile(T* source, nint rowStride, nint innerStride, int height, int inner, T* target)
    {
        for (int i = 0; i < height; i++)
        {
            T* from = source + (i * rowStride);
            T* to = target + i;
            for (int k = 0; k < inner; k++, from += innerStride, to += height)
            {
                *to = *from;
            }
        }
    }

    /// <summary>A tile of as many rows as a square has, whose elements lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackInSquares(T* source, nint rowStride, int inner, T* target)
    {
        int edge = V.SquareEdge;
        int k = 0;
        for (; k <= inner - edge; k += edge)
        {
            V.TransposeSquare(source + k, rowStride, target + (k * edge), edge);
        }

        PackTile(source + k, rowStride, 1, edge, inner - k, target + (k * edge));
    }
}
