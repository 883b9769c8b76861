using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Studies.Running;

/// <summary>
/// The attempts at a cell, <c>attempts/&lt;id&gt;/&lt;number&gt;</c> in the study's folder: run directories, each with one writer for ever. A later one
/// begins as a copy of the newest checkpoint before it, and the finished one becomes the cell.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="cell">The cell.</param>
public sealed class AttemptFolders(StudyFolder study, PlannedCell cell)
{
    private readonly string _folder = Path.Combine(study.Path, "attempts", cell.Id);

    /// <summary>The number of the latest attempt; 0 where there is none.</summary>
    public int Last => Numbers.DefaultIfEmpty(0).Max();

    private IEnumerable<int> Numbers => Directory.Exists(_folder)
        ? Directory.EnumerateDirectories(_folder)
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0)
        : [];

    /// <summary>The folder of an attempt.</summary>
    public string PathOf(long number) => Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture));

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

    /// <summary>Begins an attempt with the newest checkpoint of those before it, or of what lies where the finished cell will.</summary>
    /// <param name="number">The attempt.</param>
    /// <param name="found">What lies there.</param>
    /// <returns>False where there is nothing to go on from.</returns>
    public bool CopyNewest(long number, CellState found)
    {
        ArgumentNullException.ThrowIfNull(found);
        string path = PathOf(number);
        return Numbers.Where(other => other < number).OrderDescending()
                .Any(other => RunDirectory.IsAt(PathOf(other)) && RunSnapshot.Copy(PathOf(other), path) is not null)
            || (found.TEnv > 0 && RunSnapshot.Copy(found.Path, path) is not null);
    }

    /// <summary>Moves a finished attempt to where the cell lies. Another attempt that was finished first stands.</summary>
    /// <param name="path">The attempt's folder.</param>
    /// <param name="store">Where cells lie.</param>
    /// <returns>How far the cell is now.</returns>
    /// <exception cref="ExplainedException">It cannot be moved.</exception>
    public CellState Finish(string path, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
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
