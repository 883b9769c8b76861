using System.Runtime.CompilerServices;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>
/// Single-precision sine and cosine for any register width. The runtime's own choose between two ways by all elements of a register
/// together, so that an element could depend on its neighbours, which may be another row's; here each goes its own way.
/// </summary>
internal static unsafe class SingleTrigonometry
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Up to here the product of the number of quarter turns with either leading part of a quarter turn is exact.
    private const float LargestArgument = 8192;

    // Half of pi in three parts.
    private const float QuarterTurnHigh = 1.5703125f;
    private const float QuarterTurnMiddle = 4.837512969970703125e-4f;
    private const float QuarterTurnLow = 7.549789954891882e-8f;

    /// <summary>Sine.</summary>
    [MethodImpl(Inline)]
    public static V Sin<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        V quarter = Reduce(x, out V r);
        V odd = V.EqualTo(V.Abs(quarter), V.Create(1f));
        V y = V.Select(odd, CosOfRest<V>(r), SinOfRest<V>(r));

        // The third and the fourth quarter are numbered 2 or -2, and -1.
        V positive = V.Select(V.GreaterThan(V.Create(2f), quarter), y, -y);
        y = V.Select(V.GreaterThanOrEqual(quarter, V.Zero), positive, -y);
        return HasLarge(x) ? ReplaceLarge(x, y, cosine: false) : y;
    }

    /// <summary>Cosine.</summary>
    [MethodImpl(Inline)]
    public static V Cos<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        V quarter = Reduce(x, out V r);
        V odd = V.EqualTo(V.Abs(quarter), V.Create(1f));
        V y = V.Select(odd, SinOfRest<V>(r), CosOfRest<V>(r));

        // The second and the third quarter are numbered 1, and 2 or -2.
        V positive = V.Select(V.GreaterThan(quarter, V.Create(-2f)), y, -y);
        y = V.Select(V.GreaterThanOrEqual(V.Zero, quarter), positive, -y);
        return HasLarge(x) ? ReplaceLarge(x, y, cosine: true) : y;
    }

    /// <summary>The number of the quarter turn nearest to x, from -2 to 2, and what x is beyond it, at most an eighth of a turn.</summary>
    [MethodImpl(Inline)]
    private static V Reduce<V>(V x, out V rest)
        where V : unmanaged, ISimd<V, float>
    {
        V n = V.Round(x * V.Create(0.636619772f));
        rest = V.Fma(n, V.Create(-QuarterTurnHigh), x);
        rest = V.Fma(n, V.Create(-QuarterTurnMiddle), rest);
        rest = V.Fma(n, V.Create(-QuarterTurnLow), rest);
        return n - (V.Create(4f) * V.Round(n * V.Create(0.25f)));
    }

    [MethodImpl(Inline)]
    private static V SinOfRest<V>(V r)
        where V : unmanaged, ISimd<V, float>
    {
        V square = r * r;
        V p = V.Create(-1.9515295891e-4f);
        p = V.Fma(p, square, V.Create(8.3321608736e-3f));
        p = V.Fma(p, square, V.Create(-1.6666654611e-1f));
        return V.Fma(p * square, r, r);
    }

    [MethodImpl(Inline)]
    private static V CosOfRest<V>(V r)
        where V : unmanaged, ISimd<V, float>
    {
        V square = r * r;
        V p = V.Create(2.443315711809948e-5f);
        p = V.Fma(p, square, V.Create(-1.388731625493765e-3f));
        p = V.Fma(p, square, V.Create(4.166664568298827e-2f));
        return V.Fma(p * square, square, V.Fma(V.Create(-0.5f), square, V.Create(1f)));
    }

    [MethodImpl(Inline)]
    private static bool HasLarge<V>(V x)
        where V : unmanaged, ISimd<V, float> =>
        V.Sum(V.Select(V.GreaterThanOrEqual(V.Create(LargestArgument), V.Abs(x)), V.Zero, V.Create(1f))) != 0;

    /// <summary>Computes what is large, infinite or not a number one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V ReplaceLarge<V>(V x, V y, bool cosine)
        where V : unmanaged, ISimd<V, float>
    {
        float* from = stackalloc float[V.Count];
        float* to = stackalloc float[V.Count];
        V.Store(x, from);
        V.Store(y, to);
        for (int i = 0; i < V.Count; i++)
        {
            if (!(Math.Abs(from[i]) <= LargestArgument))
            {
                to[i] = cosine ? Elementary.Cos(from[i]) : Elementary.Sin(from[i]);
            }
        }

        return V.Load(to);
    }
}
