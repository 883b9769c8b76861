using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Reproduction;

/// <summary>An experiment with its runs and the verdicts on its claims.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Scope">How much of it was asked for.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Verdict">The verdicts.</param>
public sealed record ReproducedExperiment(Experiment Experiment, ExperimentScope Scope, ExperimentRuns Runs, ExperimentVerdict Verdict)
{
    /// <summary>How many of its runs are finished, missing, and failed.</summary>
    public (int Done, int Missing, int Failed) Count => (
        Runs.All.Count(run => run.Figures is { Failure: null }),
        Runs.All.Count(run => run.Figures is null),
        Runs.All.Count(run => run.Figures is { Failure: not null }));
}
