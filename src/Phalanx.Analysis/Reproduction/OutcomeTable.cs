using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Reproduction;

/// <summary>How many runs of each arm came to each of the outcomes that the paper counts, beside the paper's own counts.</summary>
/// <param name="Environment">Where the arms were trained.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Rows">The arms that have runs, in the order of the experiment.</param>
public sealed record OutcomeTable(ExperimentEnvironment Environment, IReadOnlyList<string> Outcomes, IReadOnlyList<OutcomeRow> Rows)
{
    private const string Counts = "counts";

    /// <summary>The tables of an experiment: one for each environment that arms have runs on; none where the paper counts no outcomes.</summary>
    /// <param name="reproduced">The experiment with its runs.</param>
    public static IReadOnlyList<OutcomeTable> All(ReproducedExperiment reproduced)
    {
        ArgumentNullException.ThrowIfNull(reproduced);
        return reproduced.Experiment.Report.Outcomes.Count == 0
            ? []
            : [.. reproduced.Scope.EnvironmentsOf(reproduced.Experiment).Select(environment => Of(reproduced, environment)).Where(table => table.Rows.Count > 0)];
    }

    private static OutcomeTable Of(ReproducedExperiment reproduced, ExperimentEnvironment environment)
    {
        IReadOnlyList<RunOutcome> outcomes = reproduced.Experiment.Report.Outcomes;
        IEnumerable<OutcomeRow> rows =
            from arm in reproduced.Experiment.Arms
            let runs = reproduced.Runs.Finished(arm.Id, environment.Id)
            where runs.Count > 0
            let ofArm = new ArmRuns(arm, environment, [.. runs.Select(run => (run.Cell.Seed, (IRunFigures)run.Figures!))])
            select new OutcomeRow(arm, CountsOf(ofArm, outcomes), PapersOf(reproduced.Experiment, arm));
        return new OutcomeTable(environment, [.. outcomes.Select(outcome => outcome.Name)], [.. rows]);
    }

    /// <summary>Each run counts for the first outcome that it comes to.</summary>
    private static int[] CountsOf(ArmRuns runs, IReadOnlyList<RunOutcome> outcomes)
    {
        double[][] meets = [.. outcomes.Select(outcome => runs.Meeting(outcome.Conditions))];
        int[] first = [.. Enumerable.Range(0, runs.Count).Select(run => Array.FindIndex(meets, outcome => outcome[run] > 0))];
        return [.. outcomes.Select((_, index) => first.Count(outcome => outcome == index))];
    }

    private static IReadOnlyList<double?> PapersOf(Experiment experiment, ExperimentArm arm) =>
        experiment.PaperValues.Tables.FirstOrDefault(table => table.Arm == arm.Id)?[Counts]?.Rows[0] ?? [];
}

/// <summary>What the runs of one arm came to.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Ours">How many runs came to each outcome.</param>
/// <param name="Papers">How many of the paper's did, null where it cannot be read; empty where it has none of the arm.</param>
public sealed record OutcomeRow(ExperimentArm Arm, IReadOnlyList<int> Ours, IReadOnlyList<double?> Papers);
