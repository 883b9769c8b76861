using System.Runtime.CompilerServices;

namespace Phalanx.Foundation;

/// <summary>
/// How many quarter turns an angle is, and what it is beyond them: x = n pi/2 + r + c with |r| a little more than pi/4 at most.
/// </summary>
internal static class QuarterTurns
{
    // Half of pi in three parts. The first two have 33 bits, so that their products with n < 2^20 are exact.
    private const double High = 1.5707963267341256;
    private const double Middle = 6.077100506303966e-11;
    private const double Low = 2.0222662487959506e-21;
    private const double LargestOfPlain = 1 << 20;

    // Where the subtraction cancels more than this, the three parts have too few bits left.
    private const double Cancelled = 1.0 / (1 << 30);

    /// <summary>The last bits of n (two at least), r and c.</summary>
    /// <remarks>
    /// From W. Cody and W. Waite, "Software manual for the elementary functions", 1980: x - n High is exact, and the sum of errors of the
    /// other two products is below n 2^-119 + 2^-99, which is 2^-68 of any r that is not <see cref="Cancelled"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Reduce(double x, out double r, out double c)
    {
        double rounded = (x * (2 / Math.PI)) + Elementary.Rounder;
        double n = rounded - Elementary.Rounder;
        double a = x - (n * High);
        double b = n * Middle;
        double first = a - b;
        double second = a - first - b - (n * Low);
        r = first + second;
        c = first - r + second;
        return Math.Abs(x) <= LargestOfPlain && (Math.Abs(r) >= Cancelled || n == 0)
            ? BitConverter.DoubleToInt64Bits(rounded)
            : ReduceExactly(x, out r, out c);
    }

    /// <summary>
    /// From M. Payne and R. Hanek, "Radian reduction for trigonometric functions", 1983. x = M 2^e with an integer M of 53 bits. Of
    /// the bits of 2 / pi, those whose product with M 2^e is a multiple of four turn x by whole turns and do not matter; the 192 after
    /// them decide. Multiplied by M, they give two bits of quarter turns and then the fraction of one. Doubles come no closer to a multiple of
    /// pi / 2 than about 2^-62 of it, so 128 bits of fraction hold at least 64 that mean something.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long ReduceExactly(double x, out double r, out double c)
    {
        if (!double.IsFinite(x))
        {
            (r, c) = (double.NaN, double.NaN);
            return 0;
        }

        // Only normal numbers come here.
        long bits = BitConverter.DoubleToInt64Bits(x);
        int e = (int)((bits >> 52) & 0x7FF) - 1075;
        ulong m = ((ulong)bits & 0xF_FFFF_FFFF_FFFF) | 0x10_0000_0000_0000;

        // The first bit of the window has weight 2^(1 - e); the table begins 64 bits early.
        int first = e - 2 + 64;
        ulong high = Window(first), middle = Window(first + 64), low = Window(first + 128);
        ulong carryLow = Math.BigMul(m, low, out _);
        UInt128 product = ((UInt128)(m * high) << 64) + Math.BigMul(m, middle) + carryLow;
        long turns = (long)(product >> 126);

        // The fraction of a quarter turn, from -1/2 to 1/2.
        var fraction = (Int128)(product << 2);
        turns += fraction < 0 ? 1 : 0;
        DoubleDouble rest = DoubleDouble.OfFraction(fraction) * DoubleDouble.HalfPi;
        bool negative = x < 0;
        (r, c) = negative ? (-rest.High, -rest.Low) : (rest.High, rest.Low);
        return negative ? -turns : turns;
    }

    /// <summary>64 bits of the table, from any bit on.</summary>
    private static ulong Window(int first)
    {
        int word = first / 64;
        int shift = first % 64;
        return shift == 0
            ? TwoOverPi[word]
            : (TwoOverPi[word] << shift) | (TwoOverPi[word + 1] >> (64 - shift));
    }

    /// <summary>A word of zeros and the first 1216 bits of 2 / pi behind the point.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0,
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];
}
