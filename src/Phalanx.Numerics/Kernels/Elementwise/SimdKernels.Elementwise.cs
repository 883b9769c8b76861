using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Map<TMap>(ReadOnlySpan<T> source, Span<T> target, T constant)
    {
        CheckLengths(source.Length, target.Length);
        V c = V.Create(constant);
        fixed (T* x = source)
        fixed (T* y = target)
        {
            int i = 0;
            for (; i <= source.Length - V.Count; i += V.Count)
            {
                V.Store(TMap.Value<V, T>(V.Load(x + i), c), y + i);
            }

            if (i < source.Length)
            {
                int rest = source.Length - i;
                V.StorePartial(TMap.Value<V, T>(V.LoadPartial(x + i, rest, default), c), y + i, rest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void MapBackward<TMap>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> gradient, Span<T> target, bool accumulate, T constant)
    {
        CheckLengths(x.Length, target.Length);
        CheckLengths(y.Length, target.Length);
        CheckLengths(gradient.Length, target.Length);
        V c = V.Create(constant);
        fixed (T* xs = x)
        fixed (T* ys = y)
        fixed (T* gs = gradient)
        fixed (T* ts = target)
        {
            int i = 0;
            for (; i <= target.Length - V.Count; i += V.Count)
            {
                V product = TMap.Slope<V, T>(V.Load(xs + i), V.Load(ys + i), c) * V.Load(gs + i);
                V.Store(accumulate ? V.Load(ts + i) + product : product, ts + i);
            }

            if (i < target.Length)
            {
                int rest = target.Length - i;
                V slope = TMap.Slope<V, T>(V.LoadPartial(xs + i, rest, default), V.LoadPartial(ys + i, rest, default), c);
                V product = slope * V.LoadPartial(gs + i, rest, default);
                V.StorePartial(accumulate ? V.LoadPartial(ts + i, rest, default) + product : product, ts + i, rest);
            }
        }
    }

    /// <summary>Callers compute what they expect in 64 bits: a product that overflows might agree with a length that is far too short.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckLengths(int given, long expected)
    {
        if (given != expected)
        {
            ThrowLengths(given, expected);
        }
    }

    private static void ThrowLengths(int given, long expected) =>
        throw new ArgumentException($"The operand has {given} elements where {expected} are needed.");
}
