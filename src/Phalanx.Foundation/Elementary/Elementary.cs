using System.Numerics;

namespace Phalanx.Foundation;

/// <summary>
/// The elementary functions, with the same bits on every machine. <see cref="Math"/> calls the platform's C library, which has other
/// code for other processors and systems; here everything is made of the four IEEE operations and operations on bits, in a fixed
/// order, so a result that depends on these functions can be repeated elsewhere.
/// </summary>
/// <remarks>
/// <para>
/// In double precision the error is below one unit in the last place (ulp); each function states the largest that was measured
/// against a computation with 40 digits. Arguments without a result, infinities, zeros and subnormal numbers give what IEEE 754 and
/// <see cref="Math"/> say.
/// </para>
/// <para>
/// The generic forms compute in double precision and round once more. So for single precision the error is at most a half ulp and
/// 2^-29 of one, and they are written once.
/// </para>
/// <para>
/// The method is the same everywhere: an exact reduction of the argument to a small interval, and there a Taylor polynomial, whose
/// coefficients explain themselves, with enough terms that what is left out is below a tenth of an ulp. Polynomials are summed as a
/// tree (Estrin's scheme) where speed matters: a chain would wait for each of its operations.
/// </para>
/// </remarks>
public static partial class Elementary
{
    /// <summary>
    /// 1.5 * 2^52. A number below 2^51 that is added to it is rounded to an integer, which then stands in the lowest bits of the sum.
    /// </summary>
    internal const double Rounder = 6755399441055744;

    // ln 2 in two parts. The first has 42 bits, so that its product with an exponent, which has at most 11, is exact.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>Exponential: <c>e</c> to the power <paramref name="x"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The exponent.</param>
    public static T Exp<T>(T x)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Exp(double.CreateTruncating(x)));

    /// <summary>Natural logarithm.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">What to take it of; a negative number has none.</param>
    public static T Log<T>(T x)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Log(double.CreateTruncating(x)));

    /// <summary>Sine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The angle in radians, of any size; an infinite one has no sine.</param>
    public static T Sin<T>(T x)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Sin(double.CreateTruncating(x)));

    /// <summary>Cosine.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The angle in radians, of any size; an infinite one has no cosine.</param>
    public static T Cos<T>(T x)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Cos(double.CreateTruncating(x)));

    /// <summary>Hyperbolic tangent.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The argument.</param>
    public static T Tanh<T>(T x)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateTruncating(Tanh(double.CreateTruncating(x)));

    /// <summary>Power.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The base; a negative one has powers for integral exponents only.</param>
    /// <param name="y">The exponent.</param>
    public static T Pow<T>(T x, T y)
        where T : IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(Pow(double.CreateTruncating(x), double.CreateTruncating(y)));

    /// <summary>2^<paramref name="power"/> for an exponent of a normal number, -1022 to 1023.</summary>
    private static double PowerOfTwo(long power) => BitConverter.Int64BitsToDouble((power + 1023) << 52);
}
