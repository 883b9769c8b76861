namespace Phalanx.Testing;

/// <summary>
/// Finds the recorded reference files: below the folder that PHALANX_FIXTURES names, else in the repository's tests/fixtures.
/// What is missing fails the test, so that no test passes because it had nothing to compare with.
/// </summary>
internal static class Fixtures
{
    private const string Variable = "PHALANX_FIXTURES";

    /// <summary>The path of one file, such as <c>learners/qmix.safetensors</c>.</summary>
    public static string File(string relative)
    {
        string path = Path.Combine(Root(), relative);
        Assert.True(System.IO.File.Exists(path), $"The fixture {relative} is missing; looked for {path}.");
        return path;
    }

    /// <summary>All files of one folder that match, in the order of their names; at least one.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string path = Path.Combine(Root(), folder);
        Assert.True(Directory.Exists(path), $"The fixture folder {folder} is missing; looked for {path}.");
        string[] files = Directory.GetFiles(path, pattern);
        Assert.True(files.Length > 0, $"The fixture folder {path} holds no {pattern}.");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static string Root() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : RepositoryRoot.At("tests/fixtures");
}
