using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(ReadOnlySpan<T> source, Span<T> target)
    {
        CheckLengths(source.Length, target.Length);
        fixed (T* s = source)
        fixed (T* t = target)
        {
            int i = 0;
            for (; i <= target.Length - V.Count; i += V.Count)
            {
                V.Store(V.Load(t + i) + V.Load(s + i), t + i);
            }

            int rest = target.Length - i;
            V.StorePartial(V.LoadPartial(t + i, rest, default) + V.LoadPartial(s + i, rest, default), t + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ScaleBlock(T factor, Span<T> target)
    {
        V f = V.Create(factor);
        fixed (T* t = target)
        {
            int i = 0;
            for (; i <= target.Length - V.Count; i += V.Count)
            {
                V.Store(V.Load(t + i) * f, t + i);
            }

            int rest = target.Length - i;
            V.StorePartial(V.LoadPartial(t + i, rest, default) * f, t + i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MoveTowards(ReadOnlySpan<T> source, T rate, Span<T> target)
    {
        CheckLengths(source.Length, target.Length);
        V r = V.Create(rate);
        V keep = V.Create(T.One - rate);
        fixed (T* s = source)
        fixed (T* t = target)
        {
            int i = 0;
            for (; i <= target.Length - V.Count; i += V.Count)
            {
                V.Store((keep * V.Load(t + i)) + (r * V.Load(s + i)), t + i);
            }

            int rest = target.Length - i;
            V moved = (keep * V.LoadPartial(t + i, rest, default)) + (r * V.LoadPartial(s + i, rest, default));
            V.StorePartial(moved, t + i, rest);
        }
    }
}
