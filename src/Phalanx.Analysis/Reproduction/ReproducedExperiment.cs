using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Reproduction;

/// <summary>An experiment with its runs and the verdicts on its claims.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Scope">How much of it was asked for.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Verdict">The verdicts.</param>
public sealed record ReproducedExperiment(Experiment Experiment, ExperimentScope Scope, ExperimentRuns Runs, ExperimentVerdict Verdict)
{
    /// <summary>Judges the claims of an experiment by what is finished of it.</summary>
    /// <param name="plan">The plan that the experiment is part of.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="store">Where its cells lie.</param>
    /// <param name="environments">The environments there are.</param>
    /// <param name="checks">The checks in code.</param>
    public static ReproducedExperiment Judge(ReproductionPlan plan, Experiment experiment, CellStore store, EnvironmentRegistry environments, IExactChecks checks)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var runs = new ExperimentRuns(experiment, plan.CellsOf(experiment), store, environments);
        return new ReproducedExperiment(experiment, plan.Scope, runs, new ClaimJudge(experiment, plan.Scope, runs, checks).Judge());
    }

    /// <summary>How many of its runs are finished, missing, and failed.</summary>
    public (int Done, int Missing, int Failed) Count => (
        Runs.All.Count(run => run.Figures is { Failure: null }),
        Runs.All.Count(run => run.Figures is null),
        Runs.All.Count(run => run.Figures is { Failure: not null }));
}
