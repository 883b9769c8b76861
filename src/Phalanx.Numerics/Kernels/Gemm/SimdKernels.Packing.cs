using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    /// <summary>Panels of <see cref="PanelWidth"/> columns, each stored inner index by inner index, the last one filled with zeros.</summary>
    private static void PackColumns(T* source, nint innerStride, nint columnStride, int inner, int columns, T* target)
    {
        int width = 2 * V.Count;
        int whole = columns / width * width;
        for (int j = 0; j < whole; j += width)
        {
            T* panel = source + (j * columnStride);
            if (columnStride == 1)
            {
                for (int k = 0; k < inner; k++, panel += innerStride, target += width)
                {
                    V.Store(V.Load(panel), target);
                    V.Store(V.Load(panel + V.Count), target + V.Count);
                }
            }
            else
            {
                // Reading along the inner index walks the source's cache lines; writes stay within the panel.
                for (int column = 0; column < width; column++)
                {
                    T* from = panel + (column * columnStride);
                    T* to = target + column;
                    for (int k = 0; k < inner; k++, from += innerStride, to += width)
                    {
                        *to = *from;
                    }
                }

                target += width * inner;
            }
        }

        if (whole < columns)
        {
            T* panel = source + (whole * columnStride);
            for (int k = 0; k < inner; k++, panel += innerStride)
            {
                for (int column = 0; column < width; column++)
                {
                    *target++ = whole + column < columns ? panel[column * columnStride] : default;
                }
            }
        }
    }

    /// <summary>Tiles of rows, each stored inner index by inner index, the heights as <see cref="TileHeight"/> cuts them.</summary>
    private static void PackRows(T* source, nint rowStride, nint innerStride, int rows, int inner, T* target)
    {
        for (int row = 0; row < rows;)
        {
            int height = TileHeight(rows - row);
            if (innerStride == 1)
            {
                for (int i = 0; i < height; i++)
                {
                    T* from = source + ((row + i) * rowStride);
                    T* to = target + i;
                    for (int k = 0; k < inner; k++, to += height)
                    {
                        *to = from[k];
                    }
                }

                target += height * inner;
            }
            else
            {
                T* from = source + (row * rowStride);
                if (height == Tile<T, V>.MaxRows && rowStride == 1)
                {
                    for (int k = 0; k < inner; k++, from += innerStride, target += Tile<T, V>.MaxRows)
                    {
                        // A constant size: the compiler makes two wide moves of it.
                        Unsafe.CopyBlockUnaligned(target, from, (uint)(Tile<T, V>.MaxRows * sizeof(T)));
                    }
                }
                else
                {
                    for (int k = 0; k < inner; k++, from += innerStride)
                    {
                        for (int i = 0; i < height; i++)
                        {
                            *target++ = from[i * rowStride];
                        }
                    }
                }
            }

            row += height;
        }
    }
}
