using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void MaskedWeights(AttentionShape shape, T scale, ReadOnlySpan<T> hidden, Span<T> scores)
    {
        CheckLengths(hidden.Length, shape.MaskCount);
        CheckLengths(scores.Length, shape.WeightCount);
        fixed (T* h = hidden)
        fixed (T* s = scores)
        {
            T* row = s;
            for (int b = 0; b < shape.Batch; b++)
            {
                for (int head = 0; head < shape.Heads; head++)
                {
                    T* mask = h + ((nint)b * shape.Queries * shape.Entries);
                    for (int i = 0; i < shape.Queries; i++, row += shape.Entries, mask += shape.Entries)
                    {
                        MaskedSoftmaxRow(row, mask, shape.Entries, scale);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaskedSoftmaxRow(T* row, T* hidden, int count, T scale)
    {
        V factor = V.Create(scale);
        V minusInfinity = V.Create(T.NegativeInfinity);
        V largest = minusInfinity;
        int j = 0;
        for (; j <= count - V.Count; j += V.Count)
        {
            V logit = V.Select(V.GreaterThan(V.Load(hidden + j), V.Zero), minusInfinity, V.Load(row + j) * factor);
            V.Store(logit, row + j);
            largest = V.Max(largest, logit);
        }

        int rest = count - j;
        if (rest > 0)
        {
            V mask = V.GreaterThan(V.LoadPartial(hidden + j, rest, T.One), V.Zero);
            V logit = V.Select(mask, minusInfinity, V.LoadPartial(row + j, rest, default) * factor);
            V.StorePartial(logit, row + j, rest);
            largest = V.Max(largest, logit);
        }

        // Where nothing is visible the largest logit is -inf, which cannot be subtracted. Without it every exponential is exp(-inf) = 0.
        T maximum = V.Largest(largest);
        V top = V.Create(T.IsNegativeInfinity(maximum) ? T.Zero : maximum);
        V sum = V.Zero;
        for (j = 0; j <= count - V.Count; j += V.Count)
        {
            V weight = V.Exp(V.Load(row + j) - top);
            V.Store(weight, row + j);
            sum += weight;
        }

        if (rest > 0)
        {
            V weight = V.Exp(V.LoadPartial(row + j, rest, T.NegativeInfinity) - top);
            V.StorePartial(weight, row + j, rest);
            sum += weight;
        }

        T total = V.Sum(sum);
        V inverse = V.Create(total == T.Zero ? T.Zero : T.One / total);
        for (j = 0; j <= count - V.Count; j += V.Count)
        {
            V.Store(V.Load(row + j) * inverse, row + j);
        }

        if (rest > 0)
        {
            V.StorePartial(V.LoadPartial(row + j, rest, default) * inverse, row + j, rest);
        }
    }
}
