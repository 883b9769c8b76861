using Phalanx.Analysis.Runs;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Training;

/// <summary>Finds a run that is being trained.</summary>
internal static class RunningRun
{
    /// <summary>Of the runs below a folder that are being trained, the one that was started last.</summary>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static string Below(string folder)
    {
        IReadOnlyList<string> found = Directory.Exists(folder) ? RunFolders.Find(folder) : [];
        return found
            .Select(run => (Run: run, Started: StartOf(run)))
            .Where(run => run.Started is not null)
            .OrderByDescending(run => run.Started)
            .Select(run => run.Run)
            .FirstOrDefault() ?? throw new UserErrorException($"no run below '{folder}' is being trained; name the folder of one");
    }

    /// <summary>When the process began that trains a run; null where none does.</summary>
    private static DateTime? StartOf(string run)
    {
        try
        {
            return new RunWatch(run).Look() is { State: RunState.Running, Status: { } status } ? status.Started : null;
        }
        catch (ExplainedException)
        {
            return null; // what is damaged is not the run that is looked for
        }
    }
}
