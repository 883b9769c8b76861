using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Plans;

namespace Phalanx.Dashboard.Following;

/// <summary>
/// Looks for runs, folders with a <c>settings.yaml</c>, and for studies, folders with a <c>plan.json</c>, below which runs may lie too. Links and hidden folders
/// are not entered, nor is what a study's snapshots are made of while they come; a folder that cannot be read has no runs.
/// </summary>
internal static class RunScan
{
    private const int Deepest = 8;
    private const int MostRuns = 20_000;
    private const int MostStudies = 500;

    /// <summary>The runs, in the order of their paths.</summary>
    public static IReadOnlyList<FolderPlace> Of(FolderBounds bounds) => Of(bounds, out _);

    /// <summary>The runs and the studies, in the order of their paths.</summary>
    public static IReadOnlyList<FolderPlace> Of(FolderBounds bounds, out IReadOnlyList<FolderPlace> studies)
    {
        List<FolderPlace> found = [];
        List<FolderPlace> plans = [];
        Look(bounds, bounds.Root, Deepest, found, plans);
        studies = plans;
        return found;
    }

    private static void Look(FolderBounds bounds, string folder, int levels, List<FolderPlace> found, List<FolderPlace> studies)
    {
        if (RunDirectory.IsAt(folder))
        {
            found.Add(FolderPlace.Of(bounds, folder));
            return;
        }

        bool isStudy = StudyFolder.IsAt(folder);
        if (isStudy && studies.Count < MostStudies)
        {
            studies.Add(FolderPlace.Of(bounds, folder));
        }

        if (levels == 0 || found.Count >= MostRuns)
        {
            return;
        }

        foreach (string inner in InnerFolders(folder).Where(inner => !isStudy || inner != StudyFolder.Staging))
        {
            Look(bounds, Path.Combine(folder, inner), levels - 1, found, studies);
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
