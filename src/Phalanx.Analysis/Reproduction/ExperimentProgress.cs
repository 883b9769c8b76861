using Phalanx.Analysis.Experiments;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Reproduction;

/// <summary>How far the runs of an experiment are, and what is left to train.</summary>
public sealed class ExperimentProgress
{
    private readonly IReadOnlyList<(ArmProgress Arm, CellKey Key, double HoursLeft)> _cells;

    private ExperimentProgress(IReadOnlyList<ArmProgress> arms, IReadOnlyList<(ArmProgress Arm, CellKey Key, double HoursLeft)> cells) => (Arms, _cells) = (arms, cells);

    /// <summary>The arms, on every environment that they are trained on: environment by environment, arm by arm.</summary>
    public IReadOnlyList<ArmProgress> Arms { get; }

    /// <summary>Looks up the cells of an experiment in a store.</summary>
    /// <param name="plan">The plan that the experiment is in; its scope says which cells there are.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="store">Where cells lie.</param>
    public static ExperimentProgress Of(ReproductionPlan plan, Experiment experiment, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        List<ArmProgress> arms = [];
        List<(ArmProgress, CellKey, double)> cells = [];
        foreach (var group in plan.CellsOf(experiment).GroupBy(cell => (cell.Cell.Environment, cell.Cell.Arm)))
        {
            (CellKey Key, CellState State, double HoursLeft)[] looked = [.. group.Select(cell => (cell.Asked.Key, State: store.Find(cell.Asked), cell.Asked))
                .Select(cell => (cell.Key, cell.State, HoursLeft(plan.HoursOf(plan.Study[cell.Key]), cell.State, cell.Asked.Steps)))];
            var arm = new ArmProgress(
                group.Key.Arm,
                group.Key.Environment,
                Count(CellProgress.Finished),
                Count(CellProgress.Begun),
                Count(CellProgress.Missing),
                Count(CellProgress.Damaged),
                Count(CellProgress.Failed),
                looked.Sum(cell => cell.HoursLeft));
            arms.Add(arm);
            cells.AddRange(looked.Select(cell => (arm, cell.Key, cell.HoursLeft)));

            int Count(CellProgress progress) => looked.Count(cell => cell.State.Progress == progress);
        }

        return new ExperimentProgress(arms, cells);
    }

    /// <summary>The hours that are left by the cost model, of a machine of two cores. A cell that several arms or experiments ask for counts once.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="withOptional">Whether arms count that are left out for their cost.</param>
    public static double HoursLeftOf(IEnumerable<ExperimentProgress> experiments, bool withOptional)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        return experiments.SelectMany(experiment => experiment._cells).Where(cell => withOptional || !cell.Arm.Arm.IsOptional)
            .GroupBy(cell => cell.Key).Sum(cell => cell.Max(same => same.HoursLeft));
    }

    /// <summary>An interrupted run goes on where it was saved; a damaged one is trained anew.</summary>
    private static double HoursLeft(double hours, CellState state, long steps) => state.Progress switch
    {
        CellProgress.Finished or CellProgress.Failed => 0,
        CellProgress.Begun => hours * Math.Max(0, steps - state.TEnv) / steps,
        _ => hours,
    };
}

/// <summary>How far the runs of an arm on an environment are.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Finished">How many are as long as is asked for.</param>
/// <param name="Interrupted">How many were begun and have too few steps.</param>
/// <param name="Missing">How many there are nothing of.</param>
/// <param name="Damaged">How many cannot be read.</param>
/// <param name="Failed">How many ended because their numbers stopped being finite.</param>
/// <param name="HoursLeft">The hours that they still take, by the cost model.</param>
public sealed record ArmProgress(
    ExperimentArm Arm, ExperimentEnvironment Environment, int Finished, int Interrupted, int Missing, int Damaged, int Failed, double HoursLeft)
{
    /// <summary>How many runs there are to be.</summary>
    public int Asked => Finished + Interrupted + Missing + Damaged + Failed;
}
