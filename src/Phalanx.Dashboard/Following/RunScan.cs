using System.Security.Cryptography;
using System.Text;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Following;

/// <summary>Where a run lies.</summary>
/// <param name="Id">Twelve hexadecimal digits of the path's SHA-256: what clients name the run by.</param>
/// <param name="Path">The path from the folder that is shown, with forward slashes.</param>
/// <param name="Folder">The whole path.</param>
internal sealed record RunPlace(string Id, string Path, string Folder)
{
    private const int Digits = 12;

    /// <summary>The place of a run.</summary>
    public static RunPlace Of(FolderBounds bounds, string folder)
    {
        string path = bounds.RelativePath(folder);
        return new RunPlace(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..Digits], path, folder);
    }
}

/// <summary>Looks for runs: folders with a <c>settings.yaml</c>. Links and hidden folders are not entered, and one that cannot be read has no runs.</summary>
internal static class RunScan
{
    private const int Deepest = 6;
    private const int MostRuns = 20_000;

    /// <summary>The runs, in the order of their paths.</summary>
    public static IReadOnlyList<RunPlace> Of(FolderBounds bounds)
    {
        List<RunPlace> found = [];
        Look(bounds, bounds.Root, Deepest, found);
        return found;
    }

    private static void Look(FolderBounds bounds, string folder, int levels, List<RunPlace> found)
    {
        if (RunDirectory.IsAt(folder))
        {
            found.Add(RunPlace.Of(bounds, folder));
            return;
        }

        if (levels == 0 || found.Count >= MostRuns)
        {
            return;
        }

        foreach (string inner in InnerFolders(folder))
        {
            Look(bounds, Path.Combine(folder, inner), levels - 1, found);
        }
    }

    private static string[] InnerFolders(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateDirectories()
                    .Where(inner => inner.LinkTarget is null && inner.Name[0] != '.')
                    .Select(inner => inner.Name)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // It was deleted meanwhile, or belongs to another user.
            return [];
        }
    }
}
