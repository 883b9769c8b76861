using System.Runtime.CompilerServices;

namespace Phalanx.Foundation;

/// <summary>
/// A number as the sum of two doubles, about 106 bits. From T. Dekker, "A floating-point technique for extending the available precision",
/// 1971, and D. Knuth, "The art of computer programming", volume 2: the rounding error of a sum or a product is itself a double and can
/// be computed.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    // 2^27 + 1: subtracting a multiple of it cuts a number of 53 bits into two halves whose products are exact.
    private const double Splitter = (1 << 27) + 1;

    /// <summary>Half of pi.</summary>
    public static DoubleDouble HalfPi => new(1.5707963267948966, 6.123233995736766e-17);

    /// <summary>The exact sum of any two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        double sum = a + b;
        double ofB = sum - a;
        return new(sum, a - (sum - ofB) + (b - ofB));
    }

    /// <summary>The exact sum of two numbers, the first not smaller in magnitude, or small where its error does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble OrderedSum(double large, double small)
    {
        double sum = large + small;
        return new(sum, large - sum + small);
    }

    /// <summary>The exact product of two numbers, far from overflow and underflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        double product = a * b;
        double aHigh = Upper(a), bHigh = Upper(b);
        double aLow = a - aHigh, bLow = b - bHigh;
        return new(product, (aLow * bLow) - (product - (aHigh * bHigh) - (aLow * bHigh) - (aHigh * bLow)));
    }

    /// <summary>The quotient of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        double quotient = a.High / b.High;
        DoubleDouble back = Product(quotient, b.High);
        double rest = a.High - back.High - back.Low + a.Low - (quotient * b.Low);
        return OrderedSum(quotient, rest / b.High);
    }

    /// <summary>The product of two numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble product = Product(a.High, b.High);
        return OrderedSum(product.High, product.Low + ((a.High * b.Low) + (a.Low * b.High)));
    }

    /// <summary>The sum of two numbers, the first not smaller in magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble large, DoubleDouble small)
    {
        DoubleDouble sum = OrderedSum(large.High, small.High);
        return OrderedSum(sum.High, sum.Low + (large.Low + small.Low));
    }

    /// <summary>The leading 106 bits of an integer, divided by 2^128.</summary>
    public static DoubleDouble OfFraction(Int128 fraction)
    {
        var magnitude = UInt128.CreateTruncating(Int128.IsNegative(fraction) ? -fraction : fraction);
        int zeros = (int)UInt128.LeadingZeroCount(magnitude);
        magnitude <<= zeros;
        double scale = Math.ScaleB(Int128.IsNegative(fraction) ? -1 : 1, -53 - zeros);
        double high = (ulong)(magnitude >> 75);
        double low = (ulong)(magnitude >> 22) & ((1UL << 53) - 1);
        return new(high * scale, low * scale * (1.0 / (1L << 53)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Upper(double value)
    {
        double shifted = value * Splitter;
        return shifted - (shifted - value);
    }
}
