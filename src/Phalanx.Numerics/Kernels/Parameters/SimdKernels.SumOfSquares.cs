using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Phalanx.Numerics.Kernels.Simd;

namespace Phalanx.Numerics.Kernels;

internal sealed unsafe partial class SimdKernels<T, V>
{
    // Element i belongs to chain i modulo this. Independent chains hide the latency of an addition; a fixed number of them, the
    // same at every width, makes the order of additions part of the definition.
    private const int SquareChains = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double SumOfSquares(ReadOnlySpan<T> values)
    {
        double* chains = stackalloc double[SquareChains];
        new Span<double>(chains, SquareChains).Clear();
        fixed (T* x = values)
        {
            int i = typeof(V) == typeof(Scalar<T>) ? 0 : AddWidenedSquares((float*)x, values.Length, chains);
            for (; i < values.Length; i++)
            {
                double value = double.CreateTruncating(x[i]);
                chains[i % SquareChains] += value * value;
            }
        }

        for (int half = SquareChains / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
            {
                chains[k] += chains[k + half];
            }
        }

        return chains[0];
    }

    /// <summary>Whole rounds over all chains; returns how many elements they took. The square of a float is exact in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int AddWidenedSquares(float* x, int count, double* chains)
    {
        Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= count - SquareChains; i += SquareChains)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.Load(x + i));
            (Vector512<double> c, Vector512<double> d) = Vector512.Widen(Vector512.Load(x + i + Vector512<float>.Count));
            s0 += a * a;
            s1 += b * b;
            s2 += c * c;
            s3 += d * d;
        }

        Vector512.Store(s0, chains);
        Vector512.Store(s1, chains + Vector512<double>.Count);
        Vector512.Store(s2, chains + (2 * Vector512<double>.Count));
        Vector512.Store(s3, chains + (3 * Vector512<double>.Count));
        return i;
    }
}
