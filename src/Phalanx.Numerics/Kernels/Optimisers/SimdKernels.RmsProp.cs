using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool RmsProp(in RmsPropFactors<T> factors, ReadOnlySpan<T> gradient, Span<T> squareAverage, Span<T> values)
    {
        CheckLengths(gradient.Length, values.Length);
        CheckLengths(squareAverage.Length, values.Length);
        var lanes = new RmsPropLanes(factors);
        V watched = V.Zero;
        fixed (T* gs = gradient)
        fixed (T* vs = squareAverage)
        fixed (T* xs = values)
        {
            int i = 0;
            for (; i <= values.Length - V.Count; i += V.Count)
            {
                V v = V.Load(vs + i);
                V x = lanes.Step(V.Load(gs + i), ref v, V.Load(xs + i));
                V.Store(v, vs + i);
                V.Store(x, xs + i);
                watched = Watch(Watch(watched, x), v);
            }

            int rest = values.Length - i;
            if (rest > 0)
            {
                V v = V.LoadPartial(vs + i, rest, default);
                V x = lanes.Step(V.LoadPartial(gs + i, rest, default), ref v, V.LoadPartial(xs + i, rest, default));
                V.StorePartial(v, vs + i, rest);
                V.StorePartial(x, xs + i, rest);
                watched = Watch(Watch(watched, x), v);
            }
        }

        return IsClean(watched);
    }

    private readonly struct RmsPropLanes(in RmsPropFactors<T> factors)
    {
        private readonly V _learningRate = V.Create(factors.LearningRate);
        private readonly V _decay = V.Create(factors.Decay);
        private readonly V _gain = V.Create(factors.Gain);
        private readonly V _epsilon = V.Create(factors.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step(V g, ref V v, V x)
        {
            v = (_decay * v) + (_gain * g * g);
            return x - (_learningRate * (g / (V.Sqrt(v) + _epsilon)));
        }
    }
}
