using System.Diagnostics;

namespace Phalanx.Environments.Tests.External;

/// <summary>A program in C, compiled by a test.</summary>
internal static class CProgram
{
    /// <summary>Compiles it with the header of the examples, every warning an error.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="program">Where the program is to lie.</param>
    /// <returns>The same place.</returns>
    public static string Compile(string source, string program)
    {
        string include = Path.Combine(RepositoryRoot.Path, "examples", "external");
        using var compiler = Process.Start("cc", ["-std=c99", "-O2", "-Wall", "-Wextra", "-Werror", "-I", include, "-o", program, source]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return program;
    }
}
