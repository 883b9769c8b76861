using System.Runtime.InteropServices;

namespace Phalanx.Native.Tests;

/// <summary>The library, compiled once for all tests, or where PHALANX_LIBRARY says that it stands; and programs in C that call it.</summary>
public sealed class CompiledLibrary : IDisposable
{
    private const string PlaceVariable = "PHALANX_LIBRARY";
    private const string Project = "src/Phalanx.Native/Phalanx.Native.csproj";
    private static readonly Lazy<string> Library = new(Place);
    private readonly TemporaryFolder _folder = new();

    /// <summary>The library's path.</summary>
    public static string LibraryPath => Library.Value;

    /// <summary>Compiles a program of the folder C and runs it.</summary>
    public string Run(string program, string input = "", params IEnumerable<string> arguments)
    {
        string executable = _folder[program];
        if (!File.Exists(executable))
        {
            Compile(program, executable);
        }

        return Command.Run(executable, arguments, input);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static void Compile(string program, string executable)
    {
        string? compiler = Command.Find("gcc", "clang");
        Assert.True(compiler is not null, "no compiler of C: apt-get install gcc libc6-dev");

        // Contracted multiplications would make other numbers of the actions than the test does.
        Command.Run(compiler,
        [
            "-std=c11", "-D_DEFAULT_SOURCE", "-O2", "-Wall", "-Wextra", "-Werror", "-ffp-contract=off", "-pthread",
            "-I", RepositoryRoot.At("src/Phalanx.Native/include"), RepositoryRoot.At($"tests/Phalanx.Native.Tests/C/{program}.c"),
            LibraryPath, $"-Wl,-rpath,{Path.GetDirectoryName(LibraryPath)}", "-o", executable,
        ]);
    }

    private static string Place()
    {
        if (Environment.GetEnvironmentVariable(PlaceVariable) is { Length: > 0 } place)
        {
            Assert.True(File.Exists(place), $"{PlaceVariable} names no file: {place}");
            return Path.GetFullPath(place);
        }

        string system = RuntimeInformation.RuntimeIdentifier;
        Command.Run("dotnet", ["publish", RepositoryRoot.At(Project), "-c", "Release", "-r", system, "--nologo", "-v", "quiet"]);
        string library = RepositoryRoot.At($"src/Phalanx.Native/bin/Release/net10.0/{system}/publish/libphalanx_environments.so");
        Assert.True(File.Exists(library), $"publishing made no {library}");
        return library;
    }
}
