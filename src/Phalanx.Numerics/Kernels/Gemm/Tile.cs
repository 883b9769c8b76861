using System.Runtime.CompilerServices;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

/// <summary>The height of a tile, known to the compiler so that each height becomes a loop of its own.</summary>
internal interface ITileHeight
{
    static abstract int Rows { get; }
}

/// <summary>
/// The innermost loop of a matrix product: one to eight rows by two registers of columns, accumulated over the inner dimension in
/// ascending order. Six by two is the tile that fills sixteen registers: twelve sums, two registers of the panel, one broadcast. With
/// thirty-two registers it is eight by two: enough sums to keep both multipliers busy, and the usual sizes are multiples of eight.
/// An element's sum never depends on the height of the tile it falls into, which makes rows independent of one another.
/// There must be no call in here: it would clobber the registers, and the sums would live in memory throughout the loop.
/// </summary>
internal static unsafe class Tile<T, V>
    where T : unmanaged
    where V : unmanaged, ISimd<V, T>
{
    /// <summary>The height of a full tile.</summary>
    public static int MaxRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Registers >= 32 ? 8 : 6;
    }

    /// <summary>Adds the product to the tile at <paramref name="c"/>, or replaces it.</summary>
    /// <param name="rows">One to <see cref="MaxRows"/>.</param>
    /// <param name="a">Element (i, k) lies at <c>i * rowStride + k * innerStride</c>.</param>
    /// <param name="rowStride">Elements from one row of the left operand to the next.</param>
    /// <param name="innerStride">Elements from one inner index to the next.</param>
    /// <param name="panel">Two registers per inner index.</param>
    /// <param name="inner">Length of the inner dimension.</param>
    /// <param name="c">The result's first element.</param>
    /// <param name="cStride">Elements from one row of the result to the next.</param>
    /// <param name="add">Add to what is there.</param>
    /// <param name="bias">Two registers to add, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(
        int rows, T* a, nint rowStride, nint innerStride, T* panel, int inner, T* c, nint cStride, bool add, T* bias)
    {
        switch (rows)
        {
            case 8: Run<Height8>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 7: Run<Height7>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 6: Run<Height6>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 5: Run<Height5>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 4: Run<Height4>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 3: Run<Height3>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            case 2: Run<Height2>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
            default: Run<Height1>(a, rowStride, innerStride, panel, inner, c, cStride, add, bias); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<THeight>(
        T* a, nint rowStride, nint innerStride, T* panel, int inner, T* c, nint cStride, bool add, T* bias)
        where THeight : ITileHeight
    {
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero;
        V c30 = V.Zero, c31 = V.Zero, c40 = V.Zero, c41 = V.Zero, c50 = V.Zero, c51 = V.Zero;
        V c60 = V.Zero, c61 = V.Zero, c70 = V.Zero, c71 = V.Zero;
        T* lower = a + (4 * rowStride);
        for (int k = inner; k > 0; k--)
        {
            V b0 = V.Load(panel);
            V b1 = V.Load(panel + V.Count);
            V x = V.Create(a[0]);
            c00 = V.Fma(x, b0, c00);
            c01 = V.Fma(x, b1, c01);
            if (THeight.Rows > 1)
            {
                x = V.Create(a[rowStride]);
                c10 = V.Fma(x, b0, c10);
                c11 = V.Fma(x, b1, c11);
            }

            if (THeight.Rows > 2)
            {
                x = V.Create(a[2 * rowStride]);
                c20 = V.Fma(x, b0, c20);
                c21 = V.Fma(x, b1, c21);
            }

            if (THeight.Rows > 3)
            {
                x = V.Create(a[3 * rowStride]);
                c30 = V.Fma(x, b0, c30);
                c31 = V.Fma(x, b1, c31);
            }

            if (THeight.Rows > 4)
            {
                x = V.Create(lower[0]);
                c40 = V.Fma(x, b0, c40);
                c41 = V.Fma(x, b1, c41);
            }

            if (THeight.Rows > 5)
            {
                x = V.Create(lower[rowStride]);
                c50 = V.Fma(x, b0, c50);
                c51 = V.Fma(x, b1, c51);
            }

            if (THeight.Rows > 6)
            {
                x = V.Create(lower[2 * rowStride]);
                c60 = V.Fma(x, b0, c60);
                c61 = V.Fma(x, b1, c61);
            }

            if (THeight.Rows > 7)
            {
                x = V.Create(lower[3 * rowStride]);
                c70 = V.Fma(x, b0, c70);
                c71 = V.Fma(x, b1, c71);
            }

            a += innerStride;
            lower += innerStride;
            panel += 2 * V.Count;
        }

        V bias0 = bias == null ? V.Zero : V.Load(bias);
        V bias1 = bias == null ? V.Zero : V.Load(bias + V.Count);
        Finish(c00, c01, bias0, bias1, c, add);
        if (THeight.Rows > 1)
        {
            Finish(c10, c11, bias0, bias1, c + cStride, add);
        }

        if (THeight.Rows > 2)
        {
            Finish(c20, c21, bias0, bias1, c + (2 * cStride), add);
        }

        if (THeight.Rows > 3)
        {
            Finish(c30, c31, bias0, bias1, c + (3 * cStride), add);
        }

        if (THeight.Rows > 4)
        {
            Finish(c40, c41, bias0, bias1, c + (4 * cStride), add);
        }

        if (THeight.Rows > 5)
        {
            Finish(c50, c51, bias0, bias1, c + (5 * cStride), add);
        }

        if (THeight.Rows > 6)
        {
            Finish(c60, c61, bias0, bias1, c + (6 * cStride), add);
        }

        if (THeight.Rows > 7)
        {
            Finish(c70, c71, bias0, bias1, c + (7 * cStride), add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(V left, V right, V bias0, V bias1, T* c, bool add)
    {
        left += bias0;
        right += bias1;
        if (add)
        {
            left += V.Load(c);
            right += V.Load(c + V.Count);
        }

        V.Store(left, c);
        V.Store(right, c + V.Count);
    }

    private readonly struct Height1 : ITileHeight
    {
        public static int Rows => 1;
    }

    private readonly struct Height2 : ITileHeight
    {
        public static int Rows => 2;
    }

    private readonly struct Height3 : ITileHeight
    {
        public static int Rows => 3;
    }

    private readonly struct Height4 : ITileHeight
    {
        public static int Rows => 4;
    }

    private readonly struct Height5 : ITileHeight
    {
        public static int Rows => 5;
    }

    private readonly struct Height6 : ITileHeight
    {
        public static int Rows => 6;
    }

    private readonly struct Height7 : ITileHeight
    {
        public static int Rows => 7;
    }

    private readonly struct Height8 : ITileHeight
    {
        public static int Rows => 8;
    }
}
