namespace Phalanx.Foundation;

// tanh x = E / (E + 2) with E = exp 2|x| - 1, and the sign of x.
//
// With the parts of the exponential (see Exp) E = 2^n (1 + r + ...) - 1 = (2^n - 1) + 2^n (r + ...), where nothing cancels for n = 0
// and nothing is lost for small x. E, the sum and the quotient are kept in two parts, so what remains are the rounding of the polynomial, a
// tenth of an ulp, and the last one.
public static partial class Elementary
{
    // Beyond 20 the distance to one, 2 exp -2x, is less than a half ulp. Below 2^-27 so is x^3 / 3, the distance to x.
    private const double TanhIsOne = 20;
    private const double TanhIsArgument = 1.0 / (1 << 27);

    /// <summary>Hyperbolic tangent. Measured error: 0.89 ulp.</summary>
    /// <param name="x">The argument.</param>
    public static double Tanh(double x)
    {
        double size = Math.Abs(x);
        return size < TanhIsArgument || double.IsNaN(x) ? x : Math.CopySign(size > TanhIsOne ? 1 : TanhOfPositive(size), x);
    }

    private static double TanhOfPositive(double x)
    {
        double most = ExpReduced(2 * x, 0, out double excess, out long n);
        double scale = PowerOfTwo(n);
        var exponential = DoubleDouble.OrderedSum(most, ExpBeyondLinear(most - excess) - excess);
        var numerator = DoubleDouble.Sum(scale - 1, scale * exponential.High);
        numerator = DoubleDouble.OrderedSum(numerator.High, numerator.Low + (scale * exponential.Low));
        var denominator = DoubleDouble.Sum(2, numerator.High);
        return (numerator / new DoubleDouble(denominator.High, denominator.Low + numerator.Low)).High;
    }
}
