using Phalanx.Analysis;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Analysis;

/// <summary>What an algorithm learned of a one-step game.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Steps">How long it learned.</param>
/// <param name="Result">The tables.</param>
internal sealed record LearnedGame(AlgorithmDefinition Algorithm, ulong Seed, long Steps, OneStepSummary Result)
{
    // Learned values are in single precision.
    private const double Tolerance = 1e-6;

    /// <summary>The joint values; null without any, and where some are no numbers because learning diverged.</summary>
    public PayoffTable? JointValues { get; } = TableOf(Result.JointValues);

    /// <summary>Whether individual choices are globally best by the joint values; null without either.</summary>
    public IgmCheck? Igm => Utilities is { } utilities && JointValues is { } joint ? IgmCheck.Of(joint, utilities, Tolerance * Magnitude(joint)) : null;

    /// <summary>QTRAN's conditions, for the methods that enforce them: those that show a sum of utilities beside the joint values.</summary>
    public QtranConditions? Qtran => Result.OtherValues.ContainsKey("q_sum") && Utilities is { } utilities && JointValues is { } joint
        ? QtranConditions.Of(joint, utilities)
        : null;

    private IReadOnlyList<IReadOnlyList<double>>? Utilities =>
        Result.Utilities is { } utilities && utilities.All(own => own.All(double.IsFinite)) ? utilities : null;

    /// <summary>What the method tends to when every joint action is tried equally often, as its definition says.</summary>
    public (string Title, PayoffTable Table) ExactTable(GameAnalysis analysis)
    {
        if (Algorithm.Limit == ExactLimit.Additive)
        {
            return ("additive, exact", analysis.Additive.Table);
        }

        Weighting? weighting = Algorithm.Limit switch
        {
            ExactLimit.Monotonic => Weighting.Uniform,
            ExactLimit.MonotonicByCentralWeights => Weighting.Central,
            ExactLimit.MonotonicByOptimisticWeights => Weighting.Optimistic,
            _ => null,
        };
        if (analysis.Projections.FirstOrDefault(projection => projection.Weighting == weighting) is not { } projection)
        {
            return ("payoff", analysis.Payoff);
        }

        Minimiser nearest = JointValues is { } joint
            ? projection.Minimisers.MinBy(minimiser => Distance(joint, minimiser.Table))!
            : projection.Minimisers[0];
        return ($"{GameAnalysis.TitleOf(projection)}, exact", nearest.Table);
    }

    /// <summary>The largest difference between two tables.</summary>
    public static double Distance(PayoffTable first, PayoffTable second) =>
        Enumerable.Range(0, first.Values.Length).Max(cell => Math.Abs(first.Values[cell] - second.Values[cell]));

    private static double Magnitude(PayoffTable table) => Math.Max(Math.Abs(table.Max), Math.Abs(table.Values.ToArray().Min()));

    private static PayoffTable? TableOf(JointTable? table) => table is { } known && known.Values.ToArray().All(double.IsFinite)
        ? new PayoffTable(known.Actions.Length, known.Actions[0], known.Values)
        : null;
}
