using System.Globalization;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Learning.Runs;
using Phalanx.Settings;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Reproduction;

/// <summary>The runs of an experiment as they lie in a store: what claims are judged over, and what tables and curves are made of.</summary>
public sealed class ExperimentRuns : IExperimentRuns
{
    private readonly Dictionary<(string Arm, string Environment, ulong Seed), ExperimentRun> _runs = [];

    /// <summary>Reads the runs of cells.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="store">Where they lie.</param>
    /// <param name="environments">The environments there are.</param>
    public ExperimentRuns(
        Experiment experiment, IReadOnlyList<(ExperimentCell Cell, Cell Asked)> cells, CellStore store, EnvironmentRegistry environments)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(environments);
        foreach ((ExperimentCell cell, Cell asked) in cells)
        {
            CellState state = store.Find(asked);
            PayoffTable? payoffs = environments[cell.Environment.Name].SpecOf(asked.Settings.Env).Payoffs;
            _runs[(cell.Arm.Id, cell.Environment.Id, cell.Seed)] = new ExperimentRun(
                cell,
                asked,
                state,
                state.Progress switch
                {
                    CellProgress.Finished => FiguresOf(experiment, asked, state, payoffs),
                    CellProgress.Failed => FailedFiguresOf(asked, state),
                    _ => null,
                });
        }
    }

    /// <summary>All runs, finished or not, in the order of the cells.</summary>
    public IReadOnlyCollection<ExperimentRun> All => _runs.Values;

    /// <summary>The finished runs of an arm on an environment, in the order of the seeds.</summary>
    /// <param name="arm">The arm's id.</param>
    /// <param name="environment">The environment's id.</param>
    public IReadOnlyList<ExperimentRun> Finished(string arm, string environment) =>
        [.. All.Where(run => run.Cell.Arm.Id == arm && run.Cell.Environment.Id == environment && run.Figures is not null)];

    /// <summary>The finished run of an arm on an environment with the first seed; null without one.</summary>
    /// <param name="arm">The arm's id.</param>
    /// <param name="environment">The environment's id.</param>
    public ExperimentRun? First(string arm, string environment) => Finished(arm, environment) is [var first, ..] ? first : null;

    /// <inheritdoc/>
    public IRunFigures? Find(string arm, string environment, ulong seed) => _runs.GetValueOrDefault((arm, environment, seed))?.Figures;

    /// <inheritdoc/>
    public IReadOnlyList<ResolvedSetting> OwnSettings(string arm, string environment) =>
        All.FirstOrDefault(run => run.Cell.Arm.Id == arm && run.Cell.Environment.Id == environment)?.Cell.OwnSettings ?? [];

    /// <summary>A run whose numbers stopped being finite counts as the worst there is.</summary>
    private static RunFigures FailedFiguresOf(Cell cell, CellState state) => new(
        MetricsTable.Read(RunDirectory.OpenToRead(state.Path).MetricsPath), null, cell.Settings.Evaluation.Interval, cell.Steps,
        failure: string.Create(CultureInfo.InvariantCulture, $"its numbers stopped being finite at t_env {state.TEnv}"));

    private static RunFigures FiguresOf(Experiment experiment, Cell cell, CellState state, PayoffTable? payoffs)
    {
        var run = RunDirectory.OpenToRead(state.Path);
        MetricsTable metrics = MetricsTable.Read(run.MetricsPath);
        RunSummary summary = state.Summary!;
        string? failure = summary.Final.TryGetValue(MetricsColumns.TestReturnMean, out double mean) && !double.IsFinite(mean) ? "its returns stopped being finite" : null;

        // A longer run serves with its rows up to the steps that are asked for, and not with its closing test. How far it came does not tell:
        // a run ends with the episode in which its last step falls.
        bool isLonger = FlatSettings.NumberIn(run.SettingsPath, "training.steps") > cell.Steps;
        return new RunFigures(
            metrics, isLonger ? null : summary, cell.Settings.Evaluation.Interval, cell.Steps, payoffs, experiment.PaperValues, failure);
    }
}

/// <summary>One run of an experiment as it lies in a store.</summary>
/// <param name="Cell">Which one.</param>
/// <param name="Asked">The cell that is asked for; the run may be longer.</param>
/// <param name="State">How far it is.</param>
/// <param name="Figures">What it came to; null unless it is finished, or failed because its numbers stopped being finite.</param>
public sealed record ExperimentRun(ExperimentCell Cell, Cell Asked, CellState State, RunFigures? Figures);
