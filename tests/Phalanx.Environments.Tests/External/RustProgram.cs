using System.Diagnostics;

namespace Phalanx.Environments.Tests.External;

/// <summary>A program in Rust, compiled by a test.</summary>
internal static class RustProgram
{
    /// <summary>Compiles it, every warning an error.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="program">Where the program is to lie.</param>
    /// <returns>The same place.</returns>
    public static string Compile(string source, string program)
    {
        using var compiler = Process.Start("rustc", ["--edition", "2021", "-O", "-D", "warnings", "-o", program, source]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return program;
    }
}
