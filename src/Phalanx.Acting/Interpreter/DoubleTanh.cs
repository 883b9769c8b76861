namespace Phalanx.Acting;

/// <summary>
/// The hyperbolic tangent of continuous actions, in double precision, within a few units in the last place: far more than what is left when an action is rounded to
/// single precision. The platform's own would have other bits on other systems.
/// </summary>
internal static class DoubleTanh
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double One = 20; // from here on the distance to 1 is less than half a unit in the last place

    // 1 / k! from k = 2 on: the rest of the series beyond 13 is below 1e-17 of its sum where |r| is at most half of ln 2.
    private static readonly double[] Inverse =
    {
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600,
        1.0 / 6227020800,
    };

    /// <summary><c>tanh x = E / (E + 2)</c> with <c>E = exp 2|x| - 1</c>, and the sign of x.</summary>
    public static double Of(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        double size = Math.Abs(x);
        double y = 1;
        if (size < One)
        {
            double e = ExpMinusOne(2 * size);
            y = e / (e + 2);
        }

        return x < 0 ? -y : y;
    }

    /// <summary><c>exp x - 1 = (2^n - 1) + 2^n (exp r - 1)</c> for x from 0 to 40, where nothing cancels for n = 0.</summary>
    private static double ExpMinusOne(double x)
    {
        double n = Math.Floor((x * Log2E) + 0.5);
        double r = x - (n * Ln2High) - (n * Ln2Low);
        double p = Inverse[Inverse.Length - 1];
        for (int k = Inverse.Length - 2; k >= 0; k--)
        {
            p = (p * r) + Inverse[k];
        }

        double scale = BitConverter.Int64BitsToDouble(((long)n + 1023) << 52);
        return scale - 1 + (scale * ((p * r * r) + r));
    }
}
