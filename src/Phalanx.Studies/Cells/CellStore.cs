using Phalanx.Foundation;
using Phalanx.Learning.Runs;

namespace Phalanx.Studies.Cells;

/// <summary>
/// The folder where cells lie, and folders of finished cells that are kept elsewhere, such as those that come with a repository. A cell that two
/// studies ask for is one run.
/// </summary>
public sealed class CellStore
{
    /// <summary>The folder of cells below a working folder.</summary>
    public static readonly string DefaultFolder = System.IO.Path.Combine("runs", "cells");

    private readonly KeptCells _kept;

    /// <summary>A store.</summary>
    /// <param name="folder">Where cells are trained.</param>
    /// <param name="kept">Finished cells that lie elsewhere.</param>
    public CellStore(string folder, KeptCells kept)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(kept);
        (Folder, _kept) = (folder, kept);
    }

    /// <summary>Where cells are trained.</summary>
    public string Folder { get; }

    /// <summary>The run directory of a cell, whether it exists or not.</summary>
    public string PathOf(Cell cell) => System.IO.Path.Combine(Folder, cell.Folder);

    /// <summary>How far a cell is. A finished one that is kept elsewhere serves where the store has none.</summary>
    public CellState Find(Cell cell)
    {
        CellState own = Look(cell);
        return own.Progress is not (CellProgress.Finished or CellProgress.Failed) && _kept.Find(cell) is { } kept ? kept : own;
    }

    private CellState Look(Cell cell)
    {
        string path = PathOf(cell);
        try
        {
            if (!RunDirectory.IsAt(path))
            {
                return new CellState(CellProgress.Missing, path);
            }

            RunDirectory run = RunDirectory.OpenToRead(path);
            if (File.Exists(run.SummaryPath) && RunSummary.Read(run.SummaryPath) is { } summary && summary.TEnv >= cell.Steps)
            {
                MetricsAgreement.ThrowIfShort(run, MetricsTable.Read(run.MetricsPath), summary, cell.Settings.Evaluation.Interval);
                return new CellState(CellProgress.Finished, path, summary.TEnv, summary);
            }

            if (CellState.OfFailed(run, out _) is { } failed && failed.TEnv < cell.Steps)
            {
                return failed;
            }

            // Without a checkpoint there is nothing to go on from: it is what was fetched of a shorter run, or was killed at once.
            return run.Checkpoints.Available is [.., long newest] ? new CellState(CellProgress.Begun, path, newest) : new CellState(CellProgress.Missing, path);
        }
        catch (ExplainedException damage)
        {
            return new CellState(CellProgress.Damaged, path, Damage: damage.Message);
        }
    }
}
