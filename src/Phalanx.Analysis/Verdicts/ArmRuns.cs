using Phalanx.Analysis.Experiments;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The runs of an arm on an environment, in the order of their seeds.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Runs">The runs that there are, each with its seed. A run that failed is one; a missing one is not.</param>
internal sealed record ArmRuns(ExperimentArm Arm, ExperimentEnvironment Environment, IReadOnlyList<(ulong Seed, IRunFigures Figures)> Runs)
{
    public int Count => Runs.Count;

    /// <summary>A run that failed, by its name; null where all are sound.</summary>
    public string? Failed => Runs.Where(run => run.Figures.Failure is not null)
        .Select(run => $"the run {Arm.Id} on {Environment.Id} of seed {run.Seed} failed: {run.Figures.Failure}")
        .FirstOrDefault();

    /// <summary>The runs that meet conditions.</summary>
    public ArmRuns Where(IReadOnlyList<RunCondition> conditions) =>
        conditions.Count == 0 ? this : this with { Runs = [.. Runs.Where(run => Meets(run.Figures, conditions))] };

    /// <summary>A figure of every run; a run that failed, or whose figure is no number, has the worst possible one.</summary>
    /// <exception cref="UnmeasuredException">A run does not have the figure.</exception>
    public double[] Figures(Metric metric, RowRange rows) => [.. Runs.Select(run => FigureOf(run.Figures, metric, rows))];

    /// <summary>How many runs meet conditions.</summary>
    public double[] Meeting(IReadOnlyList<RunCondition> conditions) => [.. Runs.Select(run => Meets(run.Figures, conditions) ? 1.0 : 0.0)];

    private bool Meets(IRunFigures run, IReadOnlyList<RunCondition> conditions) => conditions.All(condition =>
        condition.GreedyIn.Count > 0
            ? run.Failure is null && condition.GreedyIn.Any(joint => joint.SequenceEqual(run.GreedyJointAction ?? throw Unmeasured("a greedy joint action")))
            : ClaimComparison.Meets(FigureOf(run, condition.Metric!, condition.Rows), condition.Value, condition.Comparison, condition.Tolerance));

    private double FigureOf(IRunFigures run, Metric metric, RowRange rows)
    {
        double figure = run.Failure is not null ? double.NaN : run.Of(metric, rows) ?? throw Unmeasured(metric.Text);
        return double.IsNaN(figure) ? metric.LowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity : figure;
    }

    private UnmeasuredException Unmeasured(string what) => new($"the runs of {Arm.Id} on {Environment.Id} do not have {what}");
}

/// <summary>A claim asks for what a run does not have.</summary>
internal sealed class UnmeasuredException(string reason) : Exception(reason);
