using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Phalanx.Numerics.Kernels.Simd;

/// <summary>Exchanges rows and columns of eight by eight floats within registers: a third of the moves that it takes one by one.</summary>
internal static unsafe class SingleSquare
{
    public const int Edge = 8;

    /// <summary>Writes column i of the source as row i of the target.</summary>
    /// <remarks>
    /// The halves of a register hold rows i and i + 4, so that two rounds of interleaving within halves, first pairs of rows and then pairs
    /// of pairs, leave nothing that crosses them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Half(source, sourceStride, target, targetStride);
        Half(source + 4, sourceStride, target + (4 * targetStride), targetStride);
    }

    /// <summary>Four columns of the source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* source, nint stride, float* target, nint targetStride)
    {
        float* lower = source + (4 * stride);
        Vector256<float> a = Vector256.Create(Vector128.Load(source), Vector128.Load(lower));
        Vector256<float> b = Vector256.Create(Vector128.Load(source + stride), Vector128.Load(lower + stride));
        Vector256<float> c = Vector256.Create(Vector128.Load(source + (2 * stride)), Vector128.Load(lower + (2 * stride)));
        Vector256<float> d = Vector256.Create(Vector128.Load(source + (3 * stride)), Vector128.Load(lower + (3 * stride)));
        Vector256<double> lowAb = Avx.UnpackLow(a, b).AsDouble();
        Vector256<double> highAb = Avx.UnpackHigh(a, b).AsDouble();
        Vector256<double> lowCd = Avx.UnpackLow(c, d).AsDouble();
        Vector256<double> highCd = Avx.UnpackHigh(c, d).AsDouble();
        Avx.UnpackLow(lowAb, lowCd).AsSingle().Store(target);
        Avx.UnpackHigh(lowAb, lowCd).AsSingle().Store(target + targetStride);
        Avx.UnpackLow(highAb, highCd).AsSingle().Store(target + (2 * targetStride));
        Avx.UnpackHigh(highAb, highCd).AsSingle().Store(target + (3 * targetStride));
    }
}
