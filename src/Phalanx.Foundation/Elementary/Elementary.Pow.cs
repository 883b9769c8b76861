namespace Phalanx.Foundation;

// x^y = exp(y log x). The exponential makes an absolute error of its argument, which is up to 745, a relative one of the result, so the logarithm
// needs 2^-66 of relative error and is computed in two parts. The cases that IEEE 754 fixes come first.
public static partial class Elementary
{
    // |log x| lies between 2^-53 and 745: beyond these exponents every power but those of one is infinite or zero, or one to rounding.
    private const double DecisiveExponent = 4.0 * (1L << 62);
    private const double NegligibleExponent = 1 / DecisiveExponent;

    // From here on every number is an even integer, and below it every odd one can be seen as a long.
    private const double AllEven = 1L << 53;

    /// <summary>Power. Measured error: 0.67 ulp.</summary>
    /// <param name="x">The base; a negative one has powers for integral exponents only.</param>
    /// <param name="y">The exponent.</param>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1; // also of what is not a number
        }

        if (double.IsNaN(x) || double.IsNaN(y) || (x < 0 && double.IsFinite(x) && double.IsFinite(y) && !double.IsInteger(y)))
        {
            return double.NaN;
        }

        bool negative = double.IsNegative(x) && IsOdd(y);
        double size = PowOfPositive(Math.Abs(x), y);
        return negative ? -size : size;
    }

    private static bool IsOdd(double y) => Math.Abs(y) < AllEven && double.IsInteger(y) && ((long)y & 1) != 0;

    private static double PowOfPositive(double x, double y)
    {
        if (x == 1)
        {
            return 1;
        }

        if (x == 0 || double.IsInfinity(x) || Math.Abs(y) >= DecisiveExponent)
        {
            return x > 1 == y > 0 ? double.PositiveInfinity : 0;
        }

        if (Math.Abs(y) < NegligibleExponent)
        {
            return 1;
        }

        DoubleDouble log = PreciseLog(x);
        var exponent = DoubleDouble.Product(log.High, y);
        return Exp(exponent.High, exponent.Low + (log.Low * y));
    }

    /// <summary>
    /// The logarithm in two parts, by the series of <see cref="Log(double)"/>: log m = 2 s (1 + z (1/3 + z (1/5 + z T))) with z = s^2 &lt; 0.03.
    /// z^3 T is below 2^-18, so plain doubles are precise enough for T; the terms before it have two parts.
    /// </summary>
    private static DoubleDouble PreciseLog(double x)
    {
        bool subnormal = x < BitConverter.Int64BitsToDouble(SmallestNormalBits);
        double m = Mantissa(BitConverter.DoubleToInt64Bits(subnormal ? x * SubnormalScale : x), out long power);
        double k = power - (subnormal ? SubnormalPower : 0);
        double f = m - 1;
        DoubleDouble s = new DoubleDouble(f, 0) / DoubleDouble.Sum(2, f);
        DoubleDouble z = s * s;

        double t = 1.0 / 27;
        for (int divisor = 25; divisor >= 7; divisor -= 2)
        {
            t = (t * z.High) + (1.0 / divisor);
        }

        DoubleDouble series = new DoubleDouble(1.0 / 5, -1.1102230246251566e-17) + new DoubleDouble(z.High * t, 0);
        series = new DoubleDouble(1.0 / 3, 1.850371707708594e-17) + (z * series);
        series = new DoubleDouble(1, 0) + (z * series);
        DoubleDouble logOfMantissa = s * new DoubleDouble(2 * series.High, 2 * series.Low);

        DoubleDouble high = DoubleDouble.Sum(k * Ln2High, logOfMantissa.High);
        return DoubleDouble.OrderedSum(high.High, high.Low + (logOfMantissa.Low + (k * Ln2Low)));
    }
}
