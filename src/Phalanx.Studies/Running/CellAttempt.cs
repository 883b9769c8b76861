using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Studies.Running;

/// <summary>
/// One cell of a study, run alone, as a batch scheduler starts it: on any machine, and again after a time limit or a lost node. Every attempt has a
/// folder of its own, <c>attempts/&lt;id&gt;/&lt;number&gt;</c>, which begins as a copy of the last attempt's newest checkpoint: a node that a scheduler
/// gave up may still be writing, and a run directory has one writer for ever. The finished attempt becomes the cell. A shorter run of the same cell that
/// lies in the store is where the first attempt begins, and makes way for the longer one.
/// </summary>
public static class CellAttempt
{
    /// <summary>Runs a cell, or continues it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="folder">The study's folder.</param>
    /// <param name="store">Where finished cells lie.</param>
    /// <param name="number">The least number of the attempt, which the scheduler knows and a folder that is seen late does not tell; null for one more than there are.</param>
    /// <param name="open">Trains: gets a function that opens the trainer with the caller's services, and returns when it is done or cancelled.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <returns>How far the cell is now.</returns>
    /// <exception cref="UserErrorException">A file cannot be read or written, or this machine computes other bits than the last attempt's.</exception>
    public static CellState Run(
        PlannedCell cell,
        StudyFolder folder,
        CellStore store,
        int? number,
        Action<Func<TrainerServices, Trainer>> open,
        EnvironmentRegistry environments,
        AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(open);
        CellState found = store.Find(cell.Cell);
        if (found.Progress == CellProgress.Finished)
        {
            return found;
        }

        var attempts = new AttemptFolders(folder.Path, cell);

        // A scheduler counts the starts of one job. Those of an earlier job, and of a hub, are in their folders.
        int own = Math.Max(number ?? 1, attempts.Last + 1);
        string path = attempts.PathOf(own);
        bool goesOn = attempts.CopyNewest(own, found);
        open(services => goesOn
            ? Trainer.Resume(path, cell.Cell.Steps, environments, algorithms, services: services with { AllowsCommand = true }, skipFaults: cell.Cell.Settings.Rollout.SkipFaults)
            : Trainer.Start(folder.Located(cell), path, environments, algorithms, services));
        return attempts.Finish(path, store);
    }
}
