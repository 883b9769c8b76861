using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    // With n = (x - mean) / root and d = gradient * gain, a row's derivative is (d - mean(d) - n * mean(d n)) / root.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LayerNormBackward(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> statistics, ReadOnlySpan<T> gradient, Span<T> target, bool accumulate)
    {
        int columns = gain.Length;
        int rows = CheckLayerNorm(x.Length, columns, statistics.Length);
        CheckLengths(gradient.Length, x.Length);
        CheckLengths(target.Length, x.Length);
        T perColumn = T.One / T.CreateTruncating(columns);
        fixed (T* xs = x)
        fixed (T* gs = gain)
        fixed (T* dys = gradient)
        fixed (T* dxs = target)
        {
            for (int i = 0; i < rows; i++)
            {
                T* source = xs + ((nint)i * columns);
                T* dy = dys + ((nint)i * columns);
                T* dx = dxs + ((nint)i * columns);
                V mean = V.Create(statistics[2 * i]);
                V scale = V.Create(statistics[(2 * i) + 1]);
                V sum = V.Zero, sumWithNormal = V.Zero;
                int j = 0;
                for (; j <= columns - V.Count; j += V.Count)
                {
                    V d = V.Load(dy + j) * V.Load(gs + j);
                    sum += d;
                    sumWithNormal = V.Fma(d, (V.Load(source + j) - mean) * scale, sumWithNormal);
                }

                int rest = columns - j;
                if (rest > 0)
                {
                    V d = V.LoadPartial(dy + j, rest, default) * V.LoadPartial(gs + j, rest, default);
                    sum += d;
                    sumWithNormal = V.Fma(d, (V.LoadPartial(source + j, rest, default) - mean) * scale, sumWithNormal);
                }

                V offset = V.Create(V.Sum(sum) * perColumn);
                V slope = V.Create(V.Sum(sumWithNormal) * perColumn);
                for (j = 0; j <= columns - V.Count; j += V.Count)
                {
                    V normal = (V.Load(source + j) - mean) * scale;
                    V value = ((V.Load(dy + j) * V.Load(gs + j)) - offset - (normal * slope)) * scale;
                    V.Store(accumulate ? V.Load(dx + j) + value : value, dx + j);
                }

                if (rest > 0)
                {
                    V normal = (V.LoadPartial(source + j, rest, default) - mean) * scale;
                    V d = V.LoadPartial(dy + j, rest, default) * V.LoadPartial(gs + j, rest, default);
                    V value = (d - offset - (normal * slope)) * scale;
                    V.StorePartial(accumulate ? V.LoadPartial(dx + j, rest, default) + value : value, dx + j, rest);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddLayerNormGainGradient(
        ReadOnlySpan<T> x, ReadOnlySpan<T> statistics, ReadOnlySpan<T> gradient, Span<T> target)
    {
        int columns = target.Length;
        int rows = CheckLayerNorm(x.Length, columns, statistics.Length);
        CheckLengths(gradient.Length, x.Length);
        fixed (T* xs = x)
        fixed (T* dys = gradient)
        fixed (T* ts = target)
        {
            for (int i = 0; i < rows; i++)
            {
                T* source = xs + ((nint)i * columns);
                T* dy = dys + ((nint)i * columns);
                V mean = V.Create(statistics[2 * i]);
                V scale = V.Create(statistics[(2 * i) + 1]);
                int j = 0;
                for (; j <= columns - V.Count; j += V.Count)
                {
                    V normal = (V.Load(source + j) - mean) * scale;
                    V.Store(V.Fma(V.Load(dy + j), normal, V.Load(ts + j)), ts + j);
                }

                if (j < columns)
                {
                    int rest = columns - j;
                    V normal = (V.LoadPartial(source + j, rest, default) - mean) * scale;
                    V value = V.Fma(V.LoadPartial(dy + j, rest, default), normal, V.LoadPartial(ts + j, rest, default));
                    V.StorePartial(value, ts + j, rest);
                }
            }
        }
    }
}
