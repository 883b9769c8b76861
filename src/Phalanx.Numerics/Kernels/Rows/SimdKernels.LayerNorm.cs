using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LayerNorm(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> bias, T epsilon, Span<T> y, Span<T> statistics)
    {
        int columns = gain.Length;
        int rows = CheckLayerNorm(x.Length, columns, statistics.Length);
        CheckLengths(bias.Length, columns);
        CheckLengths(y.Length, x.Length);
        T perColumn = T.One / T.CreateTruncating(columns);
        fixed (T* xs = x)
        fixed (T* gs = gain)
        fixed (T* bs = bias)
        fixed (T* ys = y)
        {
            for (int i = 0; i < rows; i++)
            {
                T* source = xs + ((nint)i * columns);
                T* target = ys + ((nint)i * columns);
                T average = RowSum(source, columns) * perColumn;
                T inverse = T.One / T.Sqrt((SquaredDeviations(source, columns, average) * perColumn) + epsilon);
                statistics[2 * i] = average;
                statistics[(2 * i) + 1] = inverse;

                V mean = V.Create(average);
                V scale = V.Create(inverse);
                int j = 0;
                for (; j <= columns - V.Count; j += V.Count)
                {
                    V normal = (V.Load(source + j) - mean) * scale;
                    V.Store(V.Fma(normal, V.Load(gs + j), V.Load(bs + j)), target + j);
                }

                int rest = columns - j;
                if (rest > 0)
                {
                    V normal = (V.LoadPartial(source + j, rest, default) - mean) * scale;
                    V value = V.Fma(normal, V.LoadPartial(gs + j, rest, default), V.LoadPartial(bs + j, rest, default));
                    V.StorePartial(value, target + j, rest);
                }
            }
        }
    }

    private static int CheckLayerNorm(int elements, int columns, int statistics)
    {
        int rows = columns == 0 ? 0 : elements / columns;
        CheckLengths(elements, rows * columns);
        CheckLengths(statistics, 2 * rows);
        return rows;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T RowSum(T* row, int count)
    {
        V sum = V.Zero;
        int j = 0;
        for (; j <= count - V.Count; j += V.Count)
        {
            sum += V.Load(row + j);
        }

        if (j < count)
        {
            sum += V.LoadPartial(row + j, count - j, default);
        }

        return V.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T SquaredDeviations(T* row, int count, T mean)
    {
        V center = V.Create(mean);
        V sum = V.Zero;
        for (int j = 0; j < count; j += V.Count)
        {
            // Beyond the last column, an element that equals the mean adds nothing.
            V x = j <= count - V.Count ? V.Load(row + j) : V.LoadPartial(row + j, count - j, mean);
            V deviation = x - center;
            sum = V.Fma(deviation, deviation, sum);
        }

        return V.Sum(sum);
    }
}
