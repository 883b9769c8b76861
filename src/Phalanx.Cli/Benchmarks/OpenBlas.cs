using System.Runtime.InteropServices;

namespace Phalanx.Cli.Benchmarks;

/// <summary>OpenBLAS where it is installed: the library that our products are measured against.</summary>
internal sealed class OpenBlas
{
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;

    // Never a plain "cblas": behind that name may be the reference implementation, which every optimised library is faster than.
    private static readonly string[] FileNames = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"];

    private readonly Sgemm _multiply;
    private readonly SetThreads _setThreads;

    private OpenBlas(nint library)
    {
        _multiply = Import<Sgemm>(library, "cblas_sgemm");
        _setThreads = Import<SetThreads>(library, "openblas_set_num_threads");
        Identity = new OpenBlasIdentity(
            TextOf(library, "openblas_get_config") ?? "OpenBLAS", TextOf(library, "openblas_get_corename"), VectorInstructions.OfThisProcessor);
    }

    private delegate void Sgemm(
        int order, int transposeA, int transposeB, int rows, int columns, int inner,
        float alpha, in float a, int strideA, in float b, int strideB, float beta, ref float c, int strideC);

    private delegate void SetThreads(int threads);

    private delegate nint GetText();

    /// <summary>Its version, and the kernels that it chose.</summary>
    public OpenBlasIdentity Identity { get; }

    /// <summary>The library, or null where it is not installed.</summary>
    public static OpenBlas? TryLoad()
    {
        foreach (string fileName in FileNames)
        {
            if (NativeLibrary.TryLoad(fileName, out nint library))
            {
                return new OpenBlas(library);
            }
        }

        return null;
    }

    /// <summary>How many threads a product is computed on from now on.</summary>
    public void UseThreads(int threads) => _setThreads(threads);

    /// <summary><c>target = left · right</c>; a transposed operand is stored with rows and columns exchanged.</summary>
    public void Multiply(
        GemmShape shape, ReadOnlySpan<float> left, bool leftTransposed, ReadOnlySpan<float> right, bool rightTransposed, Span<float> target) =>
        _multiply(
            RowMajor,
            leftTransposed ? Transposed : NotTransposed,
            rightTransposed ? Transposed : NotTransposed,
            shape.Rows,
            shape.Columns,
            shape.Inner,
            1,
            in left[0],
            leftTransposed ? shape.Rows : shape.Inner,
            in right[0],
            rightTransposed ? shape.Inner : shape.Columns,
            0,
            ref target[0],
            shape.Columns);

    /// <summary>What a function returns that takes nothing; null where it has nothing to say, or the library has no such function.</summary>
    private static string? TextOf(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out _) && Marshal.PtrToStringAnsi(Import<GetText>(library, function)()) is { } text
            ? text.Trim()
            : null;

    private static T Import<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
