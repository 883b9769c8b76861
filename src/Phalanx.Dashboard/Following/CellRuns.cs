using System.Globalization;
using Phalanx.Studies.Watching;

namespace Phalanx.Dashboard.Following;

/// <summary>
/// The runs of a folder by the cells of studies that they are: those in stores of cells, by the ends of their paths, and attempts of a study, by its path. The
/// names come from plans, which may be anything, so they are looked up among runs that were found and open nothing.
/// </summary>
internal sealed class CellRuns
{
    private readonly Dictionary<string, List<FollowedRun>> _byEnd = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FollowedRun>> _byParent = new(StringComparer.Ordinal);

    public CellRuns(IReadOnlyList<FollowedRun> runs)
    {
        foreach (FollowedRun run in runs)
        {
            string path = run.View.Place.Path;
            Add(_byEnd, EndOf(path), run);
            Add(_byParent, ParentOf(path), run);
        }
    }

    /// <summary>The run of a cell: the attempt that counts while it is trained, its place in a store of cells when it is done. Null where none was found.</summary>
    /// <param name="study">Where the study lies.</param>
    /// <param name="cell">The cell.</param>
    public FollowedRun? Find(FolderPlace study, CellHistory cell)
    {
        string folder = cell.Planned.Folder.Replace('\\', '/');
        FollowedRun? kept = _byEnd.GetValueOrDefault(EndOf(folder))?.Find(run =>
            run.View.Place.Path == folder || run.View.Place.Path.EndsWith($"/{folder}", StringComparison.Ordinal));
        return cell.Standing.IsOver && kept is not null ? kept : Attempt(study, cell) ?? kept;
    }

    private FollowedRun? Attempt(FolderPlace study, CellHistory cell)
    {
        string parent = $"{(study.Path == "." ? "" : $"{study.Path}/")}attempts/{cell.Planned.Id}";
        return _byParent.GetValueOrDefault(parent) is { } attempts
            ? attempts.Find(run => NumberOf(run) == cell.Standing.Home) ?? attempts.MaxBy(NumberOf)
            : null;
    }

    private static long NumberOf(FollowedRun run) =>
        long.TryParse(run.View.Place.Path[(run.View.Place.Path.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    private static string ParentOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    /// <summary>The last two names: digest and seed, which hardly two cells have in common.</summary>
    private static string EndOf(string path) => path[(ParentOf(path).LastIndexOf('/') + 1)..];

    private static void Add(Dictionary<string, List<FollowedRun>> runs, string key, FollowedRun run)
    {
        if (!runs.TryGetValue(key, out List<FollowedRun>? same))
        {
            runs[key] = same = [];
        }

        same.Add(run);
    }
}
