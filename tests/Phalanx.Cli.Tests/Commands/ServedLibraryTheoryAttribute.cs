namespace Phalanx.Cli.Tests.Commands;

/// <summary>
/// A test that compiles a program in C with the native library: skipped with a sentence where <c>PHALANX_LIBRARY</c> does not say where that is, unless
/// <c>PHALANX_NATIVE</c> is <c>required</c>.
/// </summary>
public sealed class ServedLibraryTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test where it cannot run.</summary>
    public ServedLibraryTheoryAttribute() =>
        Skip = Library.Length > 0 || Environment.GetEnvironmentVariable("PHALANX_NATIVE") == "required" ? null : "PHALANX_LIBRARY names no native library; docs/python.md says how it is made";

    /// <summary>Where the library is; empty where that is not said.</summary>
    internal static string Library => Environment.GetEnvironmentVariable("PHALANX_LIBRARY") ?? "";
}
