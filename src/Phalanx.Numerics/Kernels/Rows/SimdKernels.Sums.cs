using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    /// <summary>Elements whose sum is formed before it is added to the total: bounds the rounding error of long sums.</summary>
    private const int SumBlock = 2048;

    public override void RowSums(ReadOnlySpan<T> matrix, int columns, Span<T> target)
    {
        CheckLengths(matrix.Length, (long)columns * target.Length);
        fixed (T* m = matrix)
        fixed (T* t = target)
        {
            T* row = m;
            for (int i = 0; i < target.Length; i++, row += columns)
            {
                t[i] = SumTerms<LeftOf<Addition>, Contiguous, Contiguous>(row, null, null, columns);
            }
        }
    }

    public override T Dot(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        CheckLengths(left.Length, right.Length);
        fixed (T* a = left)
        fixed (T* b = right)
        {
            return SumTerms<LeftOf<Multiplication>, Contiguous, Contiguous>(a, null, b, left.Length);
        }
    }

    internal override void Repeat(ReadOnlySpan<T> source, AxisSplit axis, T scale, Span<T> target, bool accumulate)
    {
        CheckLengths(source.Length, (long)axis.Outer * axis.Inner);
        CheckLengths(target.Length, (long)axis.Outer * axis.Length * axis.Inner);
        fixed (T* s = source)
        fixed (T* t = target)
        {
            T* to = t;
            for (int i = 0; i < axis.Outer; i++)
            {
                T* from = s + ((nint)i * axis.Inner);
                if (axis.Inner == 1)
                {
                    ScaleRun<Repeated>(scale, from, to, axis.Length, accumulate);
                    to += axis.Length;
                    continue;
                }

                for (int k = 0; k < axis.Length; k++, to += axis.Inner)
                {
                    ScaleRun<Contiguous>(scale, from, to, axis.Inner, accumulate);
                }
            }
        }
    }

    /// <summary>
    /// The sum of terms: four registers, four independent chains of additions. The gradient of a broadcast, a row sum and a dot
    /// product are all of this form.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T SumTerms<TTerm, TLeft, TRight>(T* g, T* a, T* b, int count)
        where TTerm : struct, IPairTerm
        where TLeft : struct, IOperandAccess
        where TRight : struct, IOperandAccess
    {
        V left = TLeft.Repeats ? V.Create(*a) : default;
        V right = TRight.Repeats ? V.Create(*b) : default;
        T* tail = stackalloc T[V.Count];
        T total = T.Zero;
        for (int start = 0; start < count; start += SumBlock)
        {
            int end = Math.Min(count, start + SumBlock);
            V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero;
            int i = start;
            for (; i <= end - (4 * V.Count); i += 4 * V.Count)
            {
                s0 += Term<TTerm, TLeft, TRight>(g + i, a + i, b + i, left, right);
                int j = i + V.Count;
                s1 += Term<TTerm, TLeft, TRight>(g + j, a + j, b + j, left, right);
                j += V.Count;
                s2 += Term<TTerm, TLeft, TRight>(g + j, a + j, b + j, left, right);
                j += V.Count;
                s3 += Term<TTerm, TLeft, TRight>(g + j, a + j, b + j, left, right);
            }

            for (; i <= end - V.Count; i += V.Count)
            {
                s0 += Term<TTerm, TLeft, TRight>(g + i, a + i, b + i, left, right);
            }

            if (i < end)
            {
                // A formula may make anything of the empty lanes, so they are emptied again.
                V.Store(PartialTerm<TTerm, TLeft, TRight>(g + i, a + i, b + i, left, right, end - i), tail);
                s1 += V.LoadPartial(tail, end - i, default);
            }

            total += V.Sum((s0 + s1) + (s2 + s3));
        }

        return total;
    }

    /// <summary><c>target (+)= scale * source</c>; a factor of one copies or adds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleRun<TSource>(T scale, T* source, T* target, int count, bool accumulate)
        where TSource : struct, IOperandAccess
    {
        V s = V.Create(scale);
        V repeated = TSource.Repeats ? V.Create(*source) : default;
        int i = 0;
        for (; i <= count - V.Count; i += V.Count)
        {
            V x = TSource.Repeats ? repeated : V.Load(source + i);
            V.Store(accumulate ? V.Fma(s, x, V.Load(target + i)) : s * x, target + i);
        }

        if (i < count)
        {
            int rest = count - i;
            V x = TSource.Repeats ? repeated : V.LoadPartial(source + i, rest, default);
            V.StorePartial(accumulate ? V.Fma(s, x, V.LoadPartial(target + i, rest, default)) : s * x, target + i, rest);
        }
    }
}
