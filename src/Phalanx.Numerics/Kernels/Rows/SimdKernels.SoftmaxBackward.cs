using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void SoftmaxBackward(
        ReadOnlySpan<T> value, ReadOnlySpan<T> gradient, int columns, Span<T> target, bool accumulate)
    {
        int rows = CheckRows(value, default, columns, target.Length);
        CheckLengths(gradient.Length, value.Length);
        fixed (T* ys = value)
        fixed (T* gs = gradient)
        fixed (T* ts = target)
        {
            for (int r = 0; r < rows; r++)
            {
                T* y = ys + ((nint)r * columns);
                T* g = gs + ((nint)r * columns);
                T* t = ts + ((nint)r * columns);

                // A probability of zero takes no part, because the gradient that reaches it may be infinite, as that of its logarithm is.
                V products = V.Zero;
                for (int i = 0; i < columns; i += V.Count)
                {
                    int width = Math.Min(V.Count, columns - i);
                    V p = LoadUpTo(y + i, width, default);
                    products += V.Select(V.EqualTo(p, V.Zero), V.Zero, p * LoadUpTo(g + i, width, default));
                }

                V sum = V.Create(V.Sum(products));
                for (int i = 0; i < columns; i += V.Count)
                {
                    int width = Math.Min(V.Count, columns - i);
                    V p = LoadUpTo(y + i, width, default);
                    V slope = V.Select(V.EqualTo(p, V.Zero), V.Zero, p * (LoadUpTo(g + i, width, default) - sum));
                    Put(slope, t + i, width, accumulate);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void LogSoftmaxBackward(
        ReadOnlySpan<T> value, ReadOnlySpan<T> mask, ReadOnlySpan<T> gradient, int columns, Span<T> target, bool accumulate)
    {
        int rows = CheckRows(value, mask, columns, target.Length);
        CheckLengths(gradient.Length, value.Length);
        fixed (T* ys = value)
        fixed (T* ms = mask)
        fixed (T* gs = gradient)
        fixed (T* ts = target)
        {
            for (int r = 0; r < rows; r++)
            {
                T* y = ys + ((nint)r * columns);
                T* m = ms == null ? null : ms + ((nint)r * columns);
                T* g = gs + ((nint)r * columns);
                T* t = ts + ((nint)r * columns);
                V gradients = V.Zero;
                for (int i = 0; i < columns; i += V.Count)
                {
                    int width = Math.Min(V.Count, columns - i);
                    gradients += Allowed(m, i, width, LoadUpTo(g + i, width, default), V.Zero);
                }

                V sum = V.Create(V.Sum(gradients));
                for (int i = 0; i < columns; i += V.Count)
                {
                    int width = Math.Min(V.Count, columns - i);
                    V slope = LoadUpTo(g + i, width, default) - (V.Exp(LoadUpTo(y + i, width, default)) * sum);
                    Put(Allowed(m, i, width, slope, V.Zero), t + i, width, accumulate);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void LogSumExpBackward(
        ReadOnlySpan<T> source,
        ReadOnlySpan<T> mask,
        ReadOnlySpan<T> value,
        ReadOnlySpan<T> gradient,
        int columns,
        Span<T> target,
        bool accumulate)
    {
        CheckLengths(source.Length, (long)value.Length * columns);
        CheckLengths(gradient.Length, value.Length);
        CheckLengths(target.Length, source.Length);
        CheckOptional(mask.Length, source.Length);
        fixed (T* xs = source)
        fixed (T* ms = mask)
        fixed (T* ts = target)
        {
            for (int r = 0; r < value.Length; r++)
            {
                T* x = xs + ((nint)r * columns);
                T* m = ms == null ? null : ms + ((nint)r * columns);
                T* t = ts + ((nint)r * columns);
                V y = V.Create(value[r]);
                V g = V.Create(gradient[r]);
                for (int i = 0; i < columns; i += V.Count)
                {
                    int width = Math.Min(V.Count, columns - i);
                    V slope = g * V.Exp(LoadUpTo(x + i, width, default) - y);
                    Put(Allowed(m, i, width, slope, V.Zero), t + i, width, accumulate);
                }
            }
        }
    }
}
