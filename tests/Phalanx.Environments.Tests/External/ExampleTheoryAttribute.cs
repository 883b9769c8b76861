namespace Phalanx.Environments.Tests.External;

/// <summary>A test that needs Python or a C compiler: skipped with a sentence where one is missing, and failing there when <c>PHALANX_NATIVE</c> is <c>required</c>.</summary>
public sealed class ExampleTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the test where it cannot run.</summary>
    public ExampleTheoryAttribute()
    {
        string[] missing = [.. ((string[])["python3", "cc"]).Where(program => PathOf(program) is null)];
        if (missing.Length > 0 && Environment.GetEnvironmentVariable("PHALANX_NATIVE") != "required")
        {
            Skip = $"there is no {string.Join(" and no ", missing)}: apt-get install python3 gcc libc6-dev";
        }
    }

    /// <summary>Where a program lies; null where it is not installed.</summary>
    internal static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
