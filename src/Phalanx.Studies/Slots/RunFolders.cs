using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Slots;

/// <summary>What a slot asks of a run directory before it trains there.</summary>
internal static class RunFolders
{
    /// <summary>Whether a run can go on from a checkpoint.</summary>
    public static bool HasCheckpoint(string folder) =>
        RunDirectory.IsAt(folder) && RunDirectory.OpenToRead(folder).Checkpoints.Available.Count > 0;

    /// <summary>Deletes a run that ended before its first checkpoint: nothing of it was saved, and it begins anew.</summary>
    /// <exception cref="UserErrorException">Another process writes it, or it cannot be deleted.</exception>
    public static void DeleteUnsaved(string folder)
    {
        if (!RunDirectory.IsAt(folder))
        {
            return;
        }

        using RunDirectory run = RunDirectory.OpenToWrite(folder);
        try
        {
            run.Clear();
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot delete '{folder}', which has no checkpoint to go on from", failure);
        }
    }
}
