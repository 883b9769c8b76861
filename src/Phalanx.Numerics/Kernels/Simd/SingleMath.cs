using System.Runtime.CompilerServices;
using Phalanx.Foundation;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>
/// Single-precision exponential, logarithm, sigmoid and hyperbolic tangent for any register width, about one unit in the last place off.
/// The runtime's own vector versions use fused operations where the processor has them, so their bits depend on more than the width; some go through
/// double precision, and a recurrent layer spends its time here.
/// </summary>
internal static class SingleMath
{
    /// <summary>The bits of the square root of 1/2.</summary>
    public const int SqrtHalfBits = 0x3F3504F3;

    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Outside of these, 2^n is not a normal number; exp(LargestArgument) is 2.4e38, exp(SmallestArgument) 1.2e-38.
    private const float LargestArgument = 88.37626f;
    private const float SmallestArgument = -87.33654f;

    // ln 2 in two parts, the first with few enough bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Makes every subnormal number normal.
    private const float SmallestNormal = 1.17549435e-38f;
    private const float SubnormalPower = 24;
    private const float SubnormalScale = 1 << 24;

    /// <summary>
    /// <c>exp x = 2^n exp r</c> with <c>n = round(x / ln 2)</c>, so |r| is at most half of ln 2, where a polynomial of degree 6 is
    /// exact to rounding. Below the smallest normal number the result is 0 (a masked soft-max needs that zero to be exact), above
    /// 2.4e38 it is infinite.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Exp<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        // The order of the operands lets a NaN through.
        V clamped = V.Min(V.Create(LargestArgument), V.Max(V.Create(SmallestArgument), x));
        V n = V.Round(clamped * V.Create(1.44269504f));
        V r = V.Fma(n, V.Create(-Ln2High), clamped);
        r = V.Fma(n, V.Create(-Ln2Low), r);

        V p = V.Create(1.9875691500e-4f);
        p = V.Fma(p, r, V.Create(1.3981999507e-3f));
        p = V.Fma(p, r, V.Create(8.3334519073e-3f));
        p = V.Fma(p, r, V.Create(4.1665795894e-2f));
        p = V.Fma(p, r, V.Create(1.6666665459e-1f));
        p = V.Fma(p, r, V.Create(5.0000001201e-1f));
        V y = V.Fma(p, r * r, r) + V.Create(1f);

        y = V.ScaleByPowerOfTwo(y, n);
        y = V.Select(V.GreaterThan(V.Create(SmallestArgument), x), V.Zero, y);
        return V.Select(V.GreaterThan(x, V.Create(LargestArgument)), V.Create(float.PositiveInfinity), y);
    }

    /// <summary>
    /// <c>log x = k ln 2 + log m</c> for <c>x = m 2^k</c>. As in <see cref="Elementary.Log(double)"/>, with f = m - 1 and s = f / (2 + f),
    /// <c>log m = f - s (f - R)</c>, where R = s² (2/3 + 2/5 s² + ...); |s| is at most 0.1716, so four terms leave out 2 s¹¹ / 11 &lt; 1e-9.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Log<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        V subnormal = V.GreaterThan(V.Create(SmallestNormal), x);
        V m = V.SplitPower(V.Select(subnormal, x * V.Create(SubnormalScale), x), out V k);
        k -= V.Select(subnormal, V.Create(SubnormalPower), V.Zero);
        V f = m - V.Create(1f);
        V s = f / (m + V.Create(1f));
        V z = s * s;
        V p = V.Fma(z, V.Create(2f / 9), V.Create(2f / 7));
        p = V.Fma(p, z, V.Create(2f / 5));
        p = V.Fma(p, z, V.Create(2f / 3));
        V correction = V.Fma(k, V.Create(-Ln2Low), s * V.Fma(-p, z, f));
        V y = V.Fma(k, V.Create(Ln2High), f - correction);

        // Infinity and NaN are their own logarithms; zero has none that is finite, a negative number none at all.
        y = V.Select(V.GreaterThan(V.Create(float.PositiveInfinity), x), y, x);
        y = V.Select(V.EqualTo(x, V.Zero), V.Create(float.NegativeInfinity), y);
        return V.Select(V.GreaterThan(V.Zero, x), V.Create(float.NaN), y);
    }

    [MethodImpl(Inline)]
    public static V Sigmoid<V>(V x)
        where V : unmanaged, ISimd<V, float>
        => V.Create(1f) / (V.Create(1f) + Exp(-x));

    /// <summary>
    /// <c>tanh x = 1 - 2 / (exp 2x + 1)</c>; near zero, where that cancels, an odd polynomial.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Tanh<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        V large = V.Create(1f) - (V.Create(2f) / (Exp(x + x) + V.Create(1f)));

        V square = x * x;
        V p = V.Create(-5.70498872745e-3f);
        p = V.Fma(p, square, V.Create(2.06390887954e-2f));
        p = V.Fma(p, square, V.Create(-5.37397155531e-2f));
        p = V.Fma(p, square, V.Create(1.33314422036e-1f));
        p = V.Fma(p, square, V.Create(-3.33332819422e-1f));
        V small = V.Fma(p * square, x, x);

        return V.Select(V.GreaterThan(V.Create(0.625f), V.Abs(x)), small, large);
    }
}
