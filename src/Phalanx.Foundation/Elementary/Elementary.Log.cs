using System.Runtime.CompilerServices;

namespace Phalanx.Foundation;

// x = 2^k m with sqrt(1/2) <= m < sqrt 2, and log x = k ln 2 + log m. With f = m - 1, which is exact, and s = f / (2 + f)
//
//   log m = log((1 + s) / (1 - s)) = 2 s + 2 s^3 / 3 + 2 s^5 / 5 + ...
//
// 2 s is not exact, but 2 s = f - s f is an exact f and a correction that is small, so
//
//   log m = f - s (f - R),  R = s^2 (2/3 + 2/5 s^2 + 2/7 s^4 + ...).
//
// |s| <= 0.1716, and ten terms leave out 2 s^23 / 23, less than 1e-18 of the result. The rounding errors of s (f - R), which is below 0.06,
// are below a third of an ulp of the result. k * Ln2High is exact.
public static partial class Elementary
{
    private const long SmallestNormalBits = 0x0010_0000_0000_0000;
    private const long InfinityBits = 0x7FF0_0000_0000_0000;
    private const long SqrtHalfBits = 0x3FE6_A09E_667F_3BCD;

    // Makes every subnormal number normal.
    private const int SubnormalPower = 54;
    private const double SubnormalScale = 1L << SubnormalPower;

    /// <summary>Natural logarithm. Measured error: 0.96 ulp.</summary>
    /// <param name="x">What to take it of; a negative number has none.</param>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        return (ulong)(bits - SmallestNormalBits) < InfinityBits - SmallestNormalBits ? LogOfNormal(bits, 0) : ExtremeLog(x);
    }

    private static double ExtremeLog(double x) =>
        x == 0 ? double.NegativeInfinity
        : !(x > 0) ? double.NaN
        : x == double.PositiveInfinity ? x
        : LogOfNormal(BitConverter.DoubleToInt64Bits(x * SubnormalScale), -SubnormalPower);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double LogOfNormal(long bits, int morePower)
    {
        double f = Mantissa(bits, out long power) - 1;
        double k = power + morePower;
        double s = f / (2 + f);
        double z = s * s;
        double z2 = z * z;
        double z4 = z2 * z2;
        double p0 = (2.0 / 3) + (z * (2.0 / 5)) + (z2 * ((2.0 / 7) + (z * (2.0 / 9))));
        double p4 = (2.0 / 11) + (z * (2.0 / 13)) + (z2 * ((2.0 / 15) + (z * (2.0 / 17))));
        double p8 = (2.0 / 19) + (z * (2.0 / 21));
        double r = z * (p0 + (z4 * (p4 + (z4 * p8))));
        return (k * Ln2High) - ((s * (f - r)) - (k * Ln2Low) - f);
    }

    /// <summary>m of a positive normal number 2^power m with sqrt(1/2) &lt;= m &lt; sqrt 2.</summary>
    /// <remarks>As integers the bits of positive numbers are in order, so a difference from those of sqrt(1/2) has the power in front.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Mantissa(long bits, out long power)
    {
        power = (bits - SqrtHalfBits) >> 52;
        return BitConverter.Int64BitsToDouble(bits - (power << 52));
    }
}
