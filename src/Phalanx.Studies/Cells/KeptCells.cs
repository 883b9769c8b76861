using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Studies.Cells;

/// <summary>
/// Finished cells below folders, as they are committed with a repository: settings, metrics and summary, without weights. Which cell a run is follows
/// from its settings, bound to the records of today, and never from the name of its folder. Of several runs of a cell the longest counts.
/// </summary>
public sealed class KeptCells
{
    private readonly Dictionary<CellKey, CellState> _states = [];
    private readonly List<string> _damages = [];

    /// <summary>No cells.</summary>
    public static KeptCells None { get; } = new();

    /// <summary>What cannot be read, in a sentence each.</summary>
    public IReadOnlyList<string> Damages => _damages;

    /// <summary>How many cells there are.</summary>
    public int Count => _states.Count;

    /// <summary>Reads the cells below folders. A folder that does not exist has none.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    public static KeptCells Below(IEnumerable<string> folders, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var kept = new KeptCells();
        foreach (string folder in folders.Where(Directory.Exists))
        {
            foreach (string settings in Directory.EnumerateFiles(folder, RunDirectory.SettingsFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                kept.Add(Path.GetDirectoryName(settings)!, environments, algorithms);
            }
        }

        return kept;
    }

    /// <summary>The kept run of a cell, if there is one that is long enough, or failed before it was, and is of today's versions.</summary>
    public CellState? Find(Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return _states.TryGetValue(cell.Key, out CellState? state)
            && (state.TEnv >= cell.Steps) == (state.Progress == CellProgress.Finished) ? state : null;
    }

    private void Add(string folder, EnvironmentRegistry environments, AlgorithmRegistry algorithms)
    {
        try
        {
            RunDirectory run = RunDirectory.OpenToRead(folder);
            if (!File.Exists(run.SummaryPath))
            {
                // It was not finished.
                if (CellState.OfFailed(run, out ResultVersions versions) is { } failed)
                {
                    _states.TryAdd(new Cell(Trainer.ReadSettings(run, environments, algorithms, allowCommand: true), versions).Key, failed);
                }

                return;
            }

            RunSummary summary = RunSummary.Read(run.SummaryPath);
            RunSettings settings = Trainer.ReadSettings(run, environments, algorithms, allowCommand: true); // nothing is started
            MetricsAgreement.ThrowIfShort(run, MetricsTable.Read(run.MetricsPath), summary, settings.Evaluation.Interval);
            CellKey key = new Cell(settings, summary.Results).Key;
            if (!_states.TryGetValue(key, out CellState? other) || other.TEnv < summary.TEnv)
            {
                _states[key] = new CellState(CellProgress.Finished, folder, summary.TEnv, summary);
            }
        }
        catch (ExplainedException damage)
        {
            _damages.Add(damage.Message);
        }
    }
}
