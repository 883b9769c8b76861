using System.Globalization;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
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
    /// <param name="number">The attempt's number, which the scheduler knows; null for one more than there are.</param>
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

        string attempts = Path.Combine(folder.Path, "attempts", cell.Id);
        int last = NumbersIn(attempts).DefaultIfEmpty(0).Max();
        int own = Math.Max(number ?? last + 1, 1);
        string path = PathOf(attempts, own);
        if (Directory.Exists(path))
        {
            throw new UserErrorException($"attempt {own} of cell {cell.Id} exists already, in '{path}'; it may still be written, so it is left alone");
        }

        bool goesOn = Begin(attempts, own, path) || (found.TEnv > 0 && RunSnapshot.Copy(found.Path, path) is not null);
        open(services => goesOn
            ? Trainer.Resume(path, cell.Cell.Steps, environments, algorithms, services: services with { AllowsCommand = true }, skipFaults: cell.Cell.Settings.Rollout.SkipFaults)
            : Trainer.Start(cell.Cell.Settings, path, environments, algorithms, services));
        return Commit(cell, path, store);
    }

    /// <summary>Copies the newest checkpoint of the attempts before this one; false where there is none.</summary>
    private static bool Begin(string attempts, int own, string path) => NumbersIn(attempts)
        .Where(number => number < own)
        .OrderDescending()
        .Any(number => RunDirectory.IsAt(PathOf(attempts, number)) && RunSnapshot.Copy(PathOf(attempts, number), path) is not null);

    /// <summary>Moves a finished attempt to where the cell lies. Another attempt that was finished first stands.</summary>
    private static CellState Commit(PlannedCell cell, string path, CellStore store)
    {
        string summary = RunDirectory.OpenToRead(path).SummaryPath;
        if (!File.Exists(summary) || RunSummary.Read(summary).TEnv < cell.Cell.Steps)
        {
            return new CellState(CellProgress.Begun, path);
        }

        string target = store.PathOf(cell.Cell);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (store.Find(cell.Cell).Progress != CellProgress.Finished)
            {
                if (Directory.Exists(target))
                {
                    Directory.Move(target, $"{path}-before");
                }

                Directory.Move(path, target);
            }
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another attempt was moved there in this moment.
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot move '{path}' to '{target}'", failure);
        }

        return store.Find(cell.Cell);
    }

    private static string PathOf(string attempts, int number) => Path.Combine(attempts, number.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<int> NumbersIn(string attempts) => Directory.Exists(attempts)
        ? Directory.EnumerateDirectories(attempts)
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0)
        : [];
}
