namespace Phalanx.Testing;

/// <summary>The repository that the tests were built in.</summary>
internal static class RepositoryRoot
{
    /// <summary>The solution, which lies at the root.</summary>
    public const string Solution = "Phalanx.slnx";

    /// <summary>The root's path.</summary>
    public static string Path { get; } = Find();

    /// <summary>The path of something in the repository.</summary>
    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}.");
    }
}
