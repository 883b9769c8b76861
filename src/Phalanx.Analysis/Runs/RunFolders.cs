using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Runs;

/// <summary>Finds run directories: a folder that has a <c>settings.yaml</c>, or all such folders below one that has none.</summary>
public static class RunFolders
{
    private const int Deepest = 6;

    /// <summary>The runs that a path names, in the order of their paths. Links and hidden folders are not followed.</summary>
    /// <param name="path">A run directory or a folder that has some in it.</param>
    /// <exception cref="UserErrorException">There is no such folder, or no run in it.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
        {
            throw new UserErrorException($"there is no run at '{path}'");
        }

        try
        {
            string[] found = [.. Below(path, Deepest)];
            return found.Length > 0
                ? found
                : throw new UserErrorException($"'{path}' is not a run directory and has none in it: there is no {RunDirectory.SettingsFile}");
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot look for runs in '{path}'", failure);
        }
    }

    private static IEnumerable<string> Below(string folder, int levels)
    {
        if (RunDirectory.IsAt(folder))
        {
            return [folder];
        }

        return levels == 0
            ? []
            : new DirectoryInfo(folder).EnumerateDirectories()
                .Where(inner => inner.LinkTarget is null && inner.Name[0] != '.')
                .Select(inner => inner.Name)
                .Order(NumberedNames.Order)
                .SelectMany(name => Below(Path.Combine(folder, name), levels - 1));
    }
}
