using System.Runtime.CompilerServices;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels;

/// <summary>
/// Exponentials are taken of the distance to the largest allowed element, so they are at most 1 and their sum at least 1. What a mask
/// forbids is replaced after it was computed: not even an infinity or a NaN there can reach the result.
/// </summary>
internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void Softmax(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target)
    {
        int rows = CheckRows(source, mask, columns, target.Length);
        fixed (T* xs = source)
        fixed (T* ms = mask)
        fixed (T* ys = target)
        {
            for (int i = 0; i < rows; i++)
            {
                nint row = (nint)i * columns;
                T* m = ms == null ? null : ms + row;
                T largest = LargestAllowed(xs + row, m, columns, T.One);
                T sum = SumOfExponentials(xs + row, m, columns, largest, ys + row);

                // A row without an allowed element is zero already.
                DivideRow(ys + row, columns, sum == T.Zero ? T.One : sum);
            }
        }
    }

    internal override void LogSoftmax(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target)
    {
        int rows = CheckRows(source, mask, columns, target.Length);
        fixed (T* xs = source)
        fixed (T* ms = mask)
        fixed (T* ys = target)
        {
            for (int i = 0; i < rows; i++)
            {
                nint row = (nint)i * columns;
                T* m = ms == null ? null : ms + row;
                SubtractFromRow(xs + row, m, columns, LogOfSum(xs + row, m, columns), ys + row);
            }
        }
    }

    internal override void LogSumExp(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, Span<T> target)
    {
        CheckLengths(source.Length, (long)target.Length * columns);
        CheckOptional(mask.Length, source.Length);
        fixed (T* xs = source)
        fixed (T* ms = mask)
        {
            for (int i = 0; i < target.Length; i++)
            {
                nint row = (nint)i * columns;
                target[i] = LogOfSum(xs + row, ms == null ? null : ms + row, columns);
            }
        }
    }

    private static T LogOfSum(T* x, T* mask, int count)
    {
        T largest = LargestAllowed(x, mask, count, T.One);
        T sum = SumOfExponentials(x, mask, count, largest, null);
        return sum == T.Zero ? Nothing : largest + Elementary.Log(sum);
    }

    /// <summary><c>sum exp (x - shift)</c> over the allowed elements; the terms are stored where a target is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T SumOfExponentials(T* x, T* mask, int count, T shift, T* target)
    {
        V shifts = V.Create(shift);
        V sum = V.Zero;
        for (int i = 0; i < count; i += V.Count)
        {
            int width = Math.Min(V.Count, count - i);
            V term = V.Exp(LoadUpTo(x + i, width, T.NegativeInfinity) - shifts);
            term = Allowed(mask, i, width, term, V.Zero);
            sum += term;
            if (target != null)
            {
                StoreUpTo(term, target + i, width);
            }
        }

        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DivideRow(T* row, int count, T divisor)
    {
        V divisors = V.Create(divisor);
        for (int i = 0; i < count; i += V.Count)
        {
            int width = Math.Min(V.Count, count - i);
            StoreUpTo(LoadUpTo(row + i, width, default) / divisors, row + i, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractFromRow(T* x, T* mask, int count, T shift, T* target)
    {
        V shifts = V.Create(shift);
        V nothing = V.Create(Nothing);
        for (int i = 0; i < count; i += V.Count)
        {
            int width = Math.Min(V.Count, count - i);
            StoreUpTo(Allowed(mask, i, width, LoadUpTo(x + i, width, default) - shifts, nothing), target + i, width);
        }
    }

    private static int CheckRows(ReadOnlySpan<T> source, ReadOnlySpan<T> mask, int columns, int target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        int rows = columns == 0 ? 0 : source.Length / columns;
        CheckLengths(source.Length, rows * columns);
        CheckLengths(target, source.Length);
        CheckOptional(mask.Length, source.Length);
        return rows;
    }
}
