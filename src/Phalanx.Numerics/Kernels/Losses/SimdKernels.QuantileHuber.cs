using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    public override void QuantileHuber(
        ReadOnlySpan<T> samples, ReadOnlySpan<T> levels, ReadOnlySpan<T> targets, Span<T> losses, Span<T> slopes)
    {
        int rows = losses.Length;
        int sampleCount = rows == 0 ? 0 : samples.Length / rows;
        int targetCount = rows == 0 ? 0 : targets.Length / rows;
        CheckLengths(samples.Length, rows * sampleCount);
        CheckLengths(targets.Length, rows * targetCount);
        CheckLengths(levels.Length, samples.Length);
        if (!slopes.IsEmpty)
        {
            CheckLengths(slopes.Length, samples.Length);
        }

        T perTarget = T.One / T.CreateTruncating(targetCount);
        fixed (T* z = samples)
        fixed (T* tau = levels)
        fixed (T* y = targets)
        {
            for (int row = 0; row < rows; row++)
            {
                T loss = T.Zero;
                for (int k = row * sampleCount; k < (row + 1) * sampleCount; k++)
                {
                    loss += QuantileHuberOfSample(z[k], tau[k], y + ((nint)row * targetCount), targetCount, out T slope);
                    if (!slopes.IsEmpty)
                    {
                        slopes[k] = -slope * perTarget;
                    }
                }

                losses[row] = loss * perTarget;
            }
        }
    }

    /// <summary>The sum over the targets of one sample's loss, and of its derivative by u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T QuantileHuberOfSample(T sample, T level, T* targets, int count, out T slope)
    {
        V z = V.Create(sample);
        V over = V.Create(level);
        V under = V.Abs(over - V.Create(T.One));
        over = V.Abs(over);
        V bend = V.Create(T.One);
        V losses = V.Zero, slopes = V.Zero;
        for (int j = 0; j < count; j += V.Count)
        {
            // Beyond the last target, one that equals the sample adds nothing to either sum.
            V y = j <= count - V.Count ? V.Load(targets + j) : V.LoadPartial(targets + j, count - j, sample);
            V u = y - z;
            V weight = V.Select(V.GreaterThan(u, V.Zero), over, under);
            V huber = Huber.Value<V, T>(u, bend);
            losses = V.Fma(weight, huber, losses);
            slopes = V.Fma(weight, Huber.Slope<V, T>(u, huber, bend), slopes);
        }

        slope = V.Sum(slopes);
        return V.Sum(losses);
    }
}
