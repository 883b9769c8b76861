namespace Phalanx.Environments.Tests;

/// <summary>The files that every built-in environment has: its source, its tests, and a page that names it.</summary>
internal static class RegisteredFiles
{
    /// <summary>What an environment lacks, one sentence each.</summary>
    public static IReadOnlyList<string> Missing(EnvironmentDefinition definition, string repository)
    {
        List<string> missing = [];
        AddIfMissing(missing, repository, "src/Phalanx.Environments", $"{definition.Source}.cs");
        AddIfMissing(missing, repository, "tests/Phalanx.Environments.Tests", $"{definition.Source}Tests.cs");
        string page = $"docs/environments/{definition.Page}.md";
        string path = Path.Combine(repository, page);
        if (!File.Exists(path))
        {
            missing.Add($"there is no {page}");
        }
        else if (!File.ReadAllText(path).Contains($"`{definition.Name}`", StringComparison.Ordinal))
        {
            missing.Add($"{page} does not name `{definition.Name}`");
        }

        return missing;
    }

    private static void AddIfMissing(List<string> missing, string repository, string folder, string file)
    {
        string path = Path.Combine(repository, folder);
        if (!Directory.Exists(path) || !Directory.EnumerateFiles(path, file, SearchOption.AllDirectories).Any())
        {
            missing.Add($"there is no {file} under {folder}");
        }
    }
}
