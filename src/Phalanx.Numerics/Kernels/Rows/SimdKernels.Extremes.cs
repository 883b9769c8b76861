using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    internal override void RowExtremes(
        ReadOnlySpan<T> values, ReadOnlySpan<T> mask, int columns, T sign, Span<T> extremes, Span<int> indices)
    {
        int rows = Math.Max(extremes.Length, indices.Length);
        CheckLengths(values.Length, (long)rows * columns);
        CheckOptional(mask.Length, values.Length);
        CheckOptional(extremes.Length, rows);
        CheckOptional(indices.Length, rows);
        fixed (T* xs = values)
        fixed (T* ms = mask)
        {
            for (int i = 0; i < rows; i++)
            {
                T* x = xs + ((nint)i * columns);
                T* m = ms == null ? null : ms + ((nint)i * columns);
                T largest = LargestAllowed(x, m, columns, sign);
                int first = FirstAllowed(x, m, columns, sign * largest);
                if (!extremes.IsEmpty)
                {
                    extremes[i] = first < 0 ? Nothing : sign * largest;
                }

                if (!indices.IsEmpty)
                {
                    indices[i] = first;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void AxisExtremes(ReadOnlySpan<T> values, AxisSplit axis, T sign, Span<T> extremes, Span<int> indices)
    {
        if (axis.Inner == 1)
        {
            RowExtremes(values, default, axis.Length, sign, extremes, indices);
            return;
        }

        CheckLengths(values.Length, (long)axis.Outer * axis.Length * axis.Inner);
        CheckLengths(extremes.Length, (long)axis.Outer * axis.Inner);
        CheckLengths(indices.Length, extremes.Length);
        V signs = V.Create(sign);
        T* lanes = stackalloc T[V.Count];
        fixed (T* xs = values)
        fixed (T* ys = extremes)
        {
            for (int outer = 0; outer < axis.Outer; outer++)
            {
                T* block = xs + ((nint)outer * axis.Length * axis.Inner);
                for (int j = 0; j < axis.Inner; j += V.Count)
                {
                    int width = Math.Min(V.Count, axis.Inner - j);
                    T* x = block + j;
                    V best = signs * LoadUpTo(x, width, default);
                    V bestIndex = V.Zero;
                    for (int k = 1; k < axis.Length; k++)
                    {
                        // Of equal elements the earlier one is kept, and a NaN is kept once it was found.
                        x += axis.Inner;
                        V next = signs * LoadUpTo(x, width, default);
                        V index = V.Create(T.CreateTruncating(k));
                        V whenNotKept = V.Select(V.EqualTo(best, best), index, bestIndex);
                        bestIndex = V.Select(V.GreaterThanOrEqual(best, next), bestIndex, whenNotKept);
                        V best2 = V.Select(V.EqualTo(best, best), next, best);
                        best = V.Select(V.GreaterThanOrEqual(best, next), best, best2);
                    }

                    int at = (outer * axis.Inner) + j;
                    V.StorePartial(signs * best, ys + at, width);
                    V.Store(bestIndex, lanes);
                    for (int lane = 0; lane < width; lane++)
                    {
                        indices[at + lane] = int.CreateTruncating(lanes[lane]);
                    }
                }
            }
        }
    }

    /// <summary>The largest of the allowed elements times a sign, minus infinity without any; NaN if one of them is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T LargestAllowed(T* x, T* mask, int count, T sign)
    {
        V signs = V.Create(sign);
        V none = V.Create(T.NegativeInfinity);
        V largest = none;
        for (int i = 0; i < count; i += V.Count)
        {
            int width = Math.Min(V.Count, count - i);
            V next = Allowed(mask, i, width, signs * LoadUpTo(x + i, width, sign * T.NegativeInfinity), none);

            // The maximum gives its second operand when one is NaN: a new NaN comes in, an old one must be kept.
            largest = V.Select(V.EqualTo(largest, largest), V.Max(largest, next), largest);
        }

        return V.Largest(largest);
    }

    /// <summary>Where a value first stands among the allowed elements; -1 if nowhere.</summary>
    private static int FirstAllowed(T* x, T* mask, int count, T value)
    {
        bool isNaN = T.IsNaN(value);
        for (int i = 0; i < count; i++)
        {
            if ((x[i] == value || (isNaN && T.IsNaN(x[i]))) && (mask == null || mask[i] > T.Zero))
            {
                return i;
            }
        }

        return -1;
    }

    private static void CheckOptional(int given, int expected)
    {
        if (given != 0)
        {
            CheckLengths(given, expected);
        }
    }
}
