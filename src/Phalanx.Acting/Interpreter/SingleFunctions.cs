namespace Phalanx.Acting;

/// <summary>
/// Exponential, logistic function and hyperbolic tangent of single numbers, about one unit in the last place off. They consist of additions, multiplications and
/// divisions that are rounded one by one, never fused, so that their bits are the same wherever float arithmetic is that of IEEE 754.
/// </summary>
internal static class SingleFunctions
{
    // Outside of these, 2^n is not a normal number.
    private const float LargestArgument = 88.37626f;
    private const float SmallestArgument = -87.33654f;

    private const float Log2E = 1.44269504f;

    // ln 2 in two parts, the first with few enough bits that its product with n is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    private const int ExponentShift = 23;

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

        float n = MathF.Floor((x * Log2E) + 0.5f);
        float r = x - (n * Ln2High) - (n * Ln2Low);
        float p = 1.9875691500e-4f;
        p = (p * r) + 1.3981999507e-3f;
        p = (p * r) + 8.3334519073e-3f;
        p = (p * r) + 4.1665795894e-2f;
        p = (p * r) + 1.6666665459e-1f;
        p = (p * r) + 5.0000001201e-1f;
        float y = (p * (r * r)) + r + 1f;
        return BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(y) + ((int)n << ExponentShift));
    }

    /// <summary><c>1 / (1 + exp -x)</c>.</summary>
    public static float Sigmoid(float x) => 1f / (1f + Exp(-x));

    /// <summary><c>tanh x = 1 - 2 / (exp 2x + 1)</c>; near zero, where that cancels, an odd polynomial.</summary>
    public static float Tanh(float x)
    {
        if (!(MathF.Abs(x) < 0.625f))
        {
            return 1f - (2f / (Exp(x + x) + 1f));
        }

        float square = x * x;
        float p = -5.70498872745e-3f;
        p = (p * square) + 2.06390887954e-2f;
        p = (p * square) - 5.37397155531e-2f;
        p = (p * square) + 1.33314422036e-1f;
        p = (p * square) - 3.33332819422e-1f;
        return (p * square * x) + x;
    }
}
