using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Adam(
        in AdamFactors<T> factors, ReadOnlySpan<T> gradient, Span<T> firstMoment, Span<T> secondMoment, Span<T> values)
    {
        CheckLengths(gradient.Length, values.Length);
        CheckLengths(firstMoment.Length, values.Length);
        CheckLengths(secondMoment.Length, values.Length);
        var lanes = new AdamLanes(factors);
        V watched = V.Zero;
        fixed (T* gs = gradient)
        fixed (T* ms = firstMoment)
        fixed (T* vs = secondMoment)
        fixed (T* xs = values)
        {
            int i = 0;
            for (; i <= values.Length - V.Count; i += V.Count)
            {
                V m = V.Load(ms + i);
                V v = V.Load(vs + i);
                V x = lanes.Step(V.Load(gs + i), ref m, ref v, V.Load(xs + i));
                V.Store(m, ms + i);
                V.Store(v, vs + i);
                V.Store(x, xs + i);
                watched = Watch(Watch(watched, x), v);
            }

            int rest = values.Length - i;
            if (rest > 0)
            {
                V m = V.LoadPartial(ms + i, rest, default);
                V v = V.LoadPartial(vs + i, rest, default);
                V x = lanes.Step(V.LoadPartial(gs + i, rest, default), ref m, ref v, V.LoadPartial(xs + i, rest, default));
                V.StorePartial(m, ms + i, rest);
                V.StorePartial(v, vs + i, rest);
                V.StorePartial(x, xs + i, rest);
                watched = Watch(Watch(watched, x), v);
            }
        }

        return IsClean(watched);
    }

    private readonly struct AdamLanes(in AdamFactors<T> factors)
    {
        private readonly V _stepSize = V.Create(factors.StepSize);
        private readonly V _firstGain = V.Create(factors.FirstGain);
        private readonly V _secondDecay = V.Create(factors.SecondDecay);
        private readonly V _secondGain = V.Create(factors.SecondGain);
        private readonly V _rootCorrection = V.Create(factors.RootCorrection);
        private readonly V _epsilon = V.Create(factors.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Step(V g, ref V m, ref V v, V x)
        {
            m += _firstGain * (g - m);
            v = (_secondDecay * v) + (_secondGain * g * g);
            return x - (_stepSize * (m / ((V.Sqrt(v) / _rootCorrection) + _epsilon)));
        }
    }
}
