using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruGates(
        ReadOnlySpan<T> input, ReadOnlySpan<T> state, ReadOnlySpan<T> previous, Span<T> next, Span<T> kept, int hidden)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hidden);
        int rows = next.Length / hidden;
        long elements = (long)rows * hidden;
        CheckLengths(next.Length, elements);
        CheckLengths(input.Length, 3 * elements);
        CheckEitherLength(state.Length, 3 * elements, 3 * hidden);
        CheckEitherLength(previous.Length, elements, 0);
        CheckEitherLength(kept.Length, 4 * elements, 0);
        int stateStride = state.Length == 3 * hidden ? 0 : 3 * hidden;
        fixed (T* inputs = input)
        fixed (T* states = state)
        fixed (T* previouses = previous)
        fixed (T* nexts = next)
        fixed (T* keep = kept)
        {
            T* i = inputs;
            T* s = states;
            T* p = previouses;
            T* h = nexts;
            T* k = keep;
            for (int row = 0; row < rows; row++)
            {
                int j = 0;
                for (; j <= hidden - V.Count; j += V.Count)
                {
                    V hn = V.Load(s + (2 * hidden) + j);
                    V r = V.Sigmoid(V.Load(i + j) + V.Load(s + j));
                    V z = V.Sigmoid(V.Load(i + hidden + j) + V.Load(s + hidden + j));
                    V n = V.Tanh(V.Fma(r, hn, V.Load(i + (2 * hidden) + j)));
                    V old = p == null ? V.Zero : V.Load(p + j);
                    V.Store(V.Fma(z, old - n, n), h + j);
                    if (k != null)
                    {
                        V.Store(r, k + j);
                        V.Store(z, k + hidden + j);
                        V.Store(n, k + (2 * hidden) + j);
                        V.Store(hn, k + (3 * hidden) + j);
                    }
                }

                if (j < hidden)
                {
                    int rest = hidden - j;
                    V hn = V.LoadPartial(s + (2 * hidden) + j, rest, default);
                    V r = V.Sigmoid(V.LoadPartial(i + j, rest, default) + V.LoadPartial(s + j, rest, default));
                    V z = V.Sigmoid(V.LoadPartial(i + hidden + j, rest, default) + V.LoadPartial(s + hidden + j, rest, default));
                    V n = V.Tanh(V.Fma(r, hn, V.LoadPartial(i + (2 * hidden) + j, rest, default)));
                    V old = p == null ? V.Zero : V.LoadPartial(p + j, rest, default);
                    V.StorePartial(V.Fma(z, old - n, n), h + j, rest);
                    if (k != null)
                    {
                        V.StorePartial(r, k + j, rest);
                        V.StorePartial(z, k + hidden + j, rest);
                        V.StorePartial(n, k + (2 * hidden) + j, rest);
                        V.StorePartial(hn, k + (3 * hidden) + j, rest);
                    }
                }

                i += 3 * hidden;
                s += stateStride;
                p = p == null ? null : p + hidden;
                h += hidden;
                k = k == null ? null : k + (4 * hidden);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void GruGatesBackward(
        ReadOnlySpan<T> kept,
        ReadOnlySpan<T> previous,
        ReadOnlySpan<T> gradient,
        Span<T> inputGradient,
        Span<T> stateGradient,
        Span<T> previousGradient,
        int hidden)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hidden);
        int rows = gradient.Length / hidden;
        long elements = (long)rows * hidden;
        CheckLengths(gradient.Length, elements);
        CheckLengths(kept.Length, 4 * elements);
        CheckEitherLength(previous.Length, elements, 0);
        CheckLengths(inputGradient.Length, 3 * elements);
        CheckLengths(stateGradient.Length, 3 * elements);
        CheckEitherLength(previousGradient.Length, elements, 0);
        fixed (T* keep = kept)
        fixed (T* previouses = previous)
        fixed (T* gradients = gradient)
        fixed (T* inputs = inputGradient)
        fixed (T* states = stateGradient)
        fixed (T* previousGradients = previousGradient)
        {
            for (int row = 0; row < rows; row++)
            {
                T* k = keep + ((nint)row * 4 * hidden);
                T* p = previouses == null ? null : previouses + ((nint)row * hidden);
                T* g = gradients + ((nint)row * hidden);
                T* i = inputs + ((nint)row * 3 * hidden);
                T* s = states + ((nint)row * 3 * hidden);
                T* pg = previousGradients == null ? null : previousGradients + ((nint)row * hidden);
                int j = 0;
                for (; j <= hidden - V.Count; j += V.Count)
                {
                    V z = V.Load(k + hidden + j);
                    V dh = V.Load(g + j);
                    V old = p == null ? V.Zero : V.Load(p + j);
                    GateGradients(
                        V.Load(k + j), z, V.Load(k + (2 * hidden) + j), V.Load(k + (3 * hidden) + j), old, dh, out V dr, out V dz, out V dn, out V dhn);
                    V.Store(dr, i + j);
                    V.Store(dz, i + hidden + j);
                    V.Store(dn, i + (2 * hidden) + j);
                    V.Store(dr, s + j);
                    V.Store(dz, s + hidden + j);
                    V.Store(dhn, s + (2 * hidden) + j);
                    if (pg != null)
                    {
                        V.Store(V.Fma(dh, z, V.Load(pg + j)), pg + j);
                    }
                }

                if (j < hidden)
                {
                    int rest = hidden - j;
                    V r = V.LoadPartial(k + j, rest, default);
                    V z = V.LoadPartial(k + hidden + j, rest, default);
                    V n = V.LoadPartial(k + (2 * hidden) + j, rest, default);
                    V hn = V.LoadPartial(k + (3 * hidden) + j, rest, default);
                    V dh = V.LoadPartial(g + j, rest, default);
                    V old = p == null ? V.Zero : V.LoadPartial(p + j, rest, default);
                    GateGradients(r, z, n, hn, old, dh, out V dr, out V dz, out V dn, out V dhn);
                    V.StorePartial(dr, i + j, rest);
                    V.StorePartial(dz, i + hidden + j, rest);
                    V.StorePartial(dn, i + (2 * hidden) + j, rest);
                    V.StorePartial(dr, s + j, rest);
                    V.StorePartial(dz, s + hidden + j, rest);
                    V.StorePartial(dhn, s + (2 * hidden) + j, rest);
                    if (pg != null)
                    {
                        V.StorePartial(V.Fma(dh, z, V.LoadPartial(pg + j, rest, default)), pg + j, rest);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The derivatives by what goes into the three gates, and by the state's share of the third, which the reset gate multiplies.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GateGradients(V r, V z, V n, V hn, V old, V dh, out V dr, out V dz, out V dn, out V dhn)
    {
        V one = V.Create(T.One);
        dn = dh * (one - z) * (one - (n * n));
        dz = dh * (old - n) * (z * (one - z));
        dr = dn * hn * (r * (one - r));
        dhn = dn * r;
    }

    private static void CheckEitherLength(int given, long expected, int alternative)
    {
        if (given != alternative)
        {
            CheckLengths(given, expected);
        }
    }
}
