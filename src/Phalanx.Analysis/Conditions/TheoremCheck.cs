using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// What a projection keeps of a payoff's optimum, in the three senses that must be told apart, and the alpha below which the first of them
/// is certain.
/// </summary>
/// <remarks>
/// Weighted QMIX's theorems claim <c>argmax Pi_w Q = argmax Q</c> for an alpha small enough. That holds for a minimiser whose maximiser is
/// unique. In general only the weak form does: every exact minimiser has an optimal joint action <em>among</em> its best ones. Were there
/// none, <c>q(u*) &lt; max q &lt;= Q* - gap</c> would cost more than <c>gap^2</c> at weight one, while the constant Q* costs at most
/// <c>alpha range^2 (A^n - 1)</c>, which is less below the bound.
/// </remarks>
public sealed record TheoremCheck
{
    private const double ValueTolerance = 1e-6;

    private TheoremCheck()
    {
    }

    /// <summary>The alpha below which weak recovery is certain, <c>gap^2 / (range^2 A^n)</c>; one where all payoffs are alike.</summary>
    public required double Bound { get; init; }

    /// <summary>The largest payoff minus the next distinct one; zero where all are alike.</summary>
    public required double Gap { get; init; }

    /// <summary>The largest payoff minus the smallest.</summary>
    public required double Range { get; init; }

    /// <summary>Whether every minimiser has an optimal joint action among its best.</summary>
    public required bool WeakRecovery { get; init; }

    /// <summary>Whether decentralised agents play an optimum, whichever minimiser they learned and however it ranks their actions.</summary>
    public required bool GreedyRecovery { get; init; }

    /// <summary>Whether the largest value of every minimiser is the payoff's.</summary>
    public required bool ValueRecovery { get; init; }

    /// <summary>Compares a projection with what was projected.</summary>
    public static TheoremCheck Of(PayoffTable payoff, Projection projection)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        ArgumentNullException.ThrowIfNull(projection);
        double range = payoff.Max - payoff.Values.ToArray().Min();
        return new TheoremCheck
        {
            Bound = BoundOf(payoff),
            Gap = GapOf(payoff),
            Range = range,
            WeakRecovery = projection.Minimisers.All(
                minimiser => Best.IndicesOf(minimiser.Table.Values).Any(cell => payoff.Values[cell] == payoff.Max)),
            GreedyRecovery = projection.Minimisers.All(minimiser => minimiser.GreedySet.All(joint => Best.IsOptimal(payoff, joint))),
            ValueRecovery = projection.Minimisers.All(
                minimiser => Math.Abs(minimiser.Table.Max - payoff.Max) <= ValueTolerance * Math.Max(range, Math.Abs(payoff.Max))),
        };
    }

    /// <summary>The alpha below which weak recovery is certain.</summary>
    public static double BoundOf(PayoffTable payoff)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        double range = payoff.Max - payoff.Values.ToArray().Min();
        double ratio = GapOf(payoff) / range;
        return range == 0 ? 1 : ratio * ratio / payoff.Values.Length;
    }

    private static double GapOf(PayoffTable payoff)
    {
        double next = double.NegativeInfinity;
        foreach (double value in payoff.Values)
        {
            next = value < payoff.Max ? Math.Max(next, value) : next;
        }

        return double.IsNegativeInfinity(next) ? 0 : payoff.Max - next;
    }
}
