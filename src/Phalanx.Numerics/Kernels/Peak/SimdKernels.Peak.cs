using System.Runtime.CompilerServices;

namespace Phalanx.Numerics.Kernels;

internal sealed partial class SimdKernels<T, V>
{
    // Two units of four cycles' latency need eight chains; twelve, and what they share, still fit sixteen registers.
    private const int Chains = 12;

    public override int OperationsPerRound => 2 * Chains * V.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override T MultiplyAdd(int rounds)
    {
        // x = x / 2 + 1 converges to 2: neither infinities nor denormal numbers, which some machines are slow at.
        V half = V.Create(T.One / (T.One + T.One));
        V one = V.Create(T.One);
        V s0 = V.Zero, s1 = V.Zero, s2 = V.Zero, s3 = V.Zero, s4 = V.Zero, s5 = V.Zero;
        V s6 = V.Zero, s7 = V.Zero, s8 = V.Zero, s9 = V.Zero, s10 = V.Zero, s11 = V.Zero;
        for (int i = 0; i < rounds; i++)
        {
            s0 = V.Fma(s0, half, one);
            s1 = V.Fma(s1, half, one);
            s2 = V.Fma(s2, half, one);
            s3 = V.Fma(s3, half, one);
            s4 = V.Fma(s4, half, one);
            s5 = V.Fma(s5, half, one);
            s6 = V.Fma(s6, half, one);
            s7 = V.Fma(s7, half, one);
            s8 = V.Fma(s8, half, one);
            s9 = V.Fma(s9, half, one);
            s10 = V.Fma(s10, half, one);
            s11 = V.Fma(s11, half, one);
        }

        return V.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
