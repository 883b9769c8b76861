using Phalanx.Environments;

namespace Phalanx.Analysis.Checks;

/// <summary>A game and its projection.</summary>
/// <param name="Payoff">The game.</param>
/// <param name="Projection">The nearest tables.</param>
internal sealed record ProjectedGame(PayoffTable Payoff, Projection Projection)
{
    private const double Rounding = 1e-6;

    /// <summary>By how much values of this game may differ and still count as equal.</summary>
    public double Tolerance => Rounding * (Payoff.Max - Payoff.Values.ToArray().Min());

    /// <summary>Whether every nearest table has a best joint action among its own best ones.</summary>
    public bool RecoversWeakly => TheoremCheck.Of(Payoff, Projection).WeakRecovery;

    /// <summary>Whether every nearest table leads to a best joint action, however it ranks tied actions.</summary>
    public bool RecoversGreedily => TheoremCheck.Of(Payoff, Projection).GreedyRecovery;

    /// <summary>The nearest tables with a single largest value.</summary>
    public IEnumerable<Minimiser> WithUniqueMaximum => Projection.Minimisers.Where(minimiser => Best.IndicesOf(minimiser.Table.Values).Length == 1);

    /// <summary>Whether a nearest table is largest at a best joint action, and has the payoff there.</summary>
    /// <param name="minimiser">The nearest table.</param>
    public bool IsExactAtItsMaximum(Minimiser minimiser) =>
        Best.IndicesOf(minimiser.Table.Values).All(cell => Payoff.Values[cell] == Payoff.Max && Math.Abs(minimiser.Table.Values[cell] - Payoff.Max) <= Tolerance);
}
