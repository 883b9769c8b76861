using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Transfers;

namespace Phalanx.Studies.Running;

/// <summary>
/// The attempts at a cell, <c>attempts/&lt;id&gt;/&lt;number&gt;</c> in the study's folder: run directories, each with one writer for ever. A later one
/// begins as a copy of the newest checkpoint before it, and the finished one becomes the cell.
/// </summary>
/// <param name="study">The study's folder.</param>
/// <param name="cell">The cell.</param>
public sealed class AttemptFolders(string study, PlannedCell cell)
{
    private readonly string _folder = FolderOf(study, cell.Id);

    /// <summary>The number of the latest attempt; 0 where there is none.</summary>
    public int Last => Numbers.DefaultIfEmpty(0).Max();

    private IEnumerable<int> Numbers => Directory.Exists(_folder)
        ? Directory.EnumerateDirectories(_folder)
            .Select(path => NumberOf(Path.GetFileName(path)))
            .Where(number => number > 0)
        : [];

    /// <summary>The attempts that are run directories.</summary>
    private IEnumerable<int> NewestFirst => Numbers.OrderDescending().Where(number => RunDirectory.IsAt(PathOf(number)));

    private static string FolderOf(string study, string cell) => Path.Combine(study, "attempts", cell);

    private static string NameOf(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static int NumberOf(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>The folder of an attempt.</summary>
    public string PathOf(long number) => Path.Combine(_folder, NameOf(number));

    /// <summary>The folder of an attempt at a cell of a study, for who has no more of the study than its folder.</summary>
    /// <param name="study">The study's folder.</param>
    /// <param name="cell">The cell's name in the plan.</param>
    /// <param name="number">The attempt.</param>
    public static string PathOf(string study, string cell, long number) => Path.Combine(FolderOf(study, cell), NameOf(number));

    /// <summary>Deletes all attempts.</summary>
    /// <exception cref="ExplainedException">One cannot be deleted.</exception>
    public void Delete()
    {
        try
        {
            if (Directory.Exists(_folder))
            {
                FileWriting.DeleteFolder(_folder);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot delete '{_folder}'", failure);
        }
    }

    /// <summary>Deletes attempts that none will go on from any more. One that cannot be deleted, because its worker still writes it, stays until it is tried again.</summary>
    /// <param name="which">Tells by its number whether an attempt is one.</param>
    public void Delete(Predicate<long> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        try
        {
            // A copy that was not completed has a name that ends so; what else has a number and more in its name was put aside.
            string[] folders = Directory.Exists(_folder) ? Directory.GetDirectories(_folder) : [];
            foreach (string path in folders.Where(path => NumberOf(Path.GetFileName(path).Replace(RunTransfer.Unfinished, "", StringComparison.Ordinal)) is > 0 and var number && which(number)))
            {
                FileWriting.DeleteFolder(path);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // It is of no use to any, and takes space alone.
        }
    }

    /// <summary>Puts aside what lies where the cell will be trained, if there is anything.</summary>
    /// <param name="path">The place.</param>
    /// <exception cref="ExplainedException">It cannot be moved.</exception>
    public void PutAside(string path)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        string aside = Enumerable.Range(0, int.MaxValue).Select(number => $"{PathOf(number)}-before").First(free => !Directory.Exists(free));
        try
        {
            Directory.CreateDirectory(_folder);
            FolderMove.Between(path, aside);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw FileFailures.Explain($"cannot move '{path}' to '{aside}'", failure);
        }
    }

    /// <summary>Begins an attempt with the newest checkpoint of those before it, or of what lies where the finished cell will.</summary>
    /// <param name="number">The attempt.</param>
    /// <param name="found">What lies there.</param>
    /// <param name="which">Which attempts may be copied; by default all that are before it.</param>
    /// <returns>False where there is nothing to go on from.</returns>
    public bool CopyNewest(long number, CellState found, Predicate<long>? which = null)
    {
        ArgumentNullException.ThrowIfNull(found);
        string path = PathOf(number);
        return NewestFirst.Where(other => other < number && which?.Invoke(other) != false)
                .Any(other => RunSnapshot.Copy(PathOf(other), path) is not null)
            || (found.TEnv > 0 && RunSnapshot.Copy(found.Path, path) is not null);
    }

    /// <summary>The newest attempt that saved anything, as what a cell can be continued from; null where none did.</summary>
    public CellState? Newest => NewestFirst.Select(number => PathOf(number))
        .Select(path => RunDirectory.OpenToRead(path).Checkpoints.Available is [.., long newest] ? new CellState(CellProgress.Begun, path, newest) : null)
        .FirstOrDefault(state => state is not null);

    /// <summary>Copies the newest checkpoint of an attempt to where the cell is trained.</summary>
    /// <param name="path">The place, where nothing is.</param>
    /// <returns>How far the cell is then; null where no attempt saved anything.</returns>
    /// <exception cref="ExplainedException">A file cannot be read or written.</exception>
    public CellState? CopyNewestTo(string path) => NewestFirst
        .Select(number => RunSnapshot.Copy(PathOf(number), path) is { } newest ? new CellState(CellProgress.Begun, path, newest) : null)
        .FirstOrDefault(state => state is not null);

    /// <summary>Moves a finished attempt to where the cell lies. Another attempt that was finished first stands.</summary>
    /// <param name="path">The attempt's folder.</param>
    /// <param name="store">Where cells lie.</param>
    /// <returns>How far the cell is now.</returns>
    /// <exception cref="ExplainedException">It cannot be moved.</exception>
    public CellState Finish(string path, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        RunDirectory run = RunDirectory.OpenToRead(path);
        string summary = run.SummaryPath;
        if (!File.Exists(summary) || RunSummary.Read(summary).TEnv < cell.Cell.Steps)
        {
            return new CellState(CellProgress.Begun, path);
        }

        // What was held for another machine to copy, an attempt that was not lost on its way does not have.
        new CheckpointPruning(run, cell.Cell.Settings.Checkpoint.Keep).PruneFinished();
        string target = store.PathOf(cell.Cell);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (store.Find(cell.Cell).Progress != CellProgress.Finished)
            {
                if (Directory.Exists(target))
                {
                    FolderMove.Between(target, $"{path}-before");
                }

                FolderMove.Between(path, target);
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
}
