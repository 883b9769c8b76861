namespace Phalanx.Acting;

/// <summary>
/// Exponential, logistic function and hyperbolic tangent of single numbers, about one unit in the last place off. They consist of additions, multiplications and
/// divisions that are rounded one by one, never fused, so that their bits are the same wherever float arithmetic is that of IEEE 754.
/// </summary>
internal static class SingleFunctions
{
    // Outside of these, 2^n is not a normal number.
    public const float LargestArgument = 88.37626f;
    public const float SmallestArgument = -87.33654f;

    public const float Log2E = 1.44269504f;

    // Added to a number and taken off again, this leaves the nearest whole number: 1.5 times 2^23. The sum's last bits are that whole number.
    public const float Rounder = 12582912f;
    public const int RounderBits = 0x4B400000;

    // ln 2 in two parts, the first with few enough bits that its product with n is exact.
    public const float Ln2High = 0.693359375f;
    public const float Ln2Low = -2.12194440e-4f;

    public const int ExponentShift = 23;

    // (exp r - 1 - r) / r^2, for |r| up to half of ln 2.
    public const float Exp1 = 5.0000001201e-1f;
    public const float Exp2 = 1.6666665459e-1f;
    public const float Exp3 = 4.1665795894e-2f;
    public const float Exp4 = 8.3334519073e-3f;
    public const float Exp5 = 1.3981999507e-3f;
    public const float Exp6 = 1.9875691500e-4f;

    // (tanh x - x) / x^3 in powers of x^2, for |x| below the first.
    public const float SmallTanh = 0.625f;
    public const float Tanh1 = -3.33332819422e-1f;
    public const float Tanh2 = 1.33314422036e-1f;
    public const float Tanh3 = -5.37397155531e-2f;
    public const float Tanh4 = 2.06390887954e-2f;
    public const float Tanh5 = -5.70498872745e-3f;

    /// <summary><c>exp x = 2^n exp r</c> with |r| at most about half of ln 2, where a polynomial is exact to rounding.</summary>
    public static float Exp(float x)
    {
        if (float.IsNaN(x))
        {
            return x;
        }

        if (x > LargestArgument)
        {
            return float.PositiveInfinity;
        }

        if (x < SmallestArgument)
        {
            return 0;
        }

        // The cast rounds to single precision, also where a runtime computes with more.
        float shifted = (float)((x * Log2E) + Rounder);
        float n = shifted - Rounder;
        float r = x - (n * Ln2High) - (n * Ln2Low);
        float p = (Exp6 * r) + Exp5;
        p = (p * r) + Exp4;
        p = (p * r) + Exp3;
        p = (p * r) + Exp2;
        p = (p * r) + Exp1;
        float y = (p * (r * r)) + r + 1f;
        int power = BitConverter.SingleToInt32Bits(shifted) - RounderBits;
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) + (power << ExponentShift));
    }

    /// <summary><c>1 / (1 + exp -x)</c>.</summary>
    public static float Sigmoid(float x) => 1f / (1f + Exp(-x));

    /// <summary><c>tanh x = 1 - 2 / (exp 2x + 1)</c>; near zero, where that cancels, an odd polynomial.</summary>
    public static float Tanh(float x)
    {
        if (!(MathF.Abs(x) < SmallTanh))
        {
            return 1f - (2f / (Exp(x + x) + 1f));
        }

        float square = x * x;
        float p = (Tanh5 * square) + Tanh4;
        p = (p * square) + Tanh3;
        p = (p * square) + Tanh2;
        p = (p * square) + Tanh1;
        return (p * square * x) + x;
    }
}
