using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool AllFinite(ReadOnlySpan<T> values)
    {
        // Four chains hide the latency of an addition. Nothing is compared on the way: numbers are finite nearly always, so there is nothing to stop for.
        V a = V.Zero, b = V.Zero, c = V.Zero, d = V.Zero;
        fixed (T* x = values)
        {
            int i = 0;
            for (; i <= values.Length - (4 * V.Count); i += 4 * V.Count)
            {
                a = Watch(a, V.Load(x + i));
                b = Watch(b, V.Load(x + i + V.Count));
                c = Watch(c, V.Load(x + i + (2 * V.Count)));
                d = Watch(d, V.Load(x + i + (3 * V.Count)));
            }

            for (; i <= values.Length - V.Count; i += V.Count)
            {
                a = Watch(a, V.Load(x + i));
            }

            a = Watch(a, V.LoadPartial(x + i, values.Length - i, default));
        }

        return IsClean((a + b) + (c + d));
    }

    /// <summary>
    /// Adds <c>0 · x</c>, which is zero for finite numbers and not a number for all others, and so the sum stays zero as long as all of them are finite.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Watch(V watched, V x) => watched + (x * V.Zero);

    /// <summary>Whether all numbers that went into a sum of <see cref="Watch"/> were finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsClean(V watched) => V.Sum(watched) == T.Zero;
}
