using Phalanx.Foundation;

namespace Phalanx.Analysis.Runs;

/// <summary>Runs that were read together.</summary>
/// <param name="Runs">Those that came to their end, each once, in the order in which they were named.</param>
/// <param name="LeftOut">What was left out, each with the reason in a sentence.</param>
public sealed record LoadedRuns(IReadOnlyList<FinishedRun> Runs, IReadOnlyList<string> LeftOut)
{
    /// <summary>Reads all runs that paths name. Damaged and unfinished ones are left out.</summary>
    /// <param name="paths">Run directories, or folders that have some in them.</param>
    /// <param name="known">Binds their settings to today's records; null to take them as the files have them.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="UserErrorException">A path names no run.</exception>
    public static LoadedRuns Read(IEnumerable<string> paths, KnownSettings? known = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<FinishedRun> runs = [];
        List<string> leftOut = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string folder in paths.SelectMany(RunFolders.Find))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!seen.Add(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder))))
            {
                continue;
            }

            try
            {
                runs.Add(FinishedRun.Read(folder, known));
            }
            catch (ExplainedException failure)
            {
                leftOut.Add(failure.Message);
            }
        }

        return new LoadedRuns(runs, leftOut);
    }
}
