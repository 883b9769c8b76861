using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;

namespace Phalanx.Analysis.Checks;

/// <summary>What Weighted QMIX's theorems, propositions and corollaries say of weighted projections: on a game that is against them, and on random games.</summary>
internal static class WeightedProjectionChecks
{
    private const double Tolerance = 1e-6;
    private const double BelowBound = 0.9;
    private const int Trials = 400;

    private static readonly double[] Alphas = [0.5, 0.1, 0.01, 0.001];
    private static readonly Weighting[] Weightings = [Weighting.Central, Weighting.Optimistic];

    /// <summary>At any alpha the nearest table has one value twice in row A, so that agents may play (A, B).</summary>
    private static readonly PayoffTable Against = new(new double[,] { { 2, 1 }, { -2, 1 } });

    public static IEnumerable<NamedCheck> All =>
    [
        new("wqmix-theorem-1", () => OnTheGame(Weighting.Central, (projection, payoff) => TheoremCheck.Of(payoff, projection).GreedyRecovery)),
        new("wqmix-theorem-2", () => OnTheGame(Weighting.Optimistic, (projection, payoff) => TheoremCheck.Of(payoff, projection).GreedyRecovery)),
        new("wqmix-proposition-1", () => OnTheGame(Weighting.Central, (projection, payoff) => projection.Minimisers.All(
            minimiser => Best.IndicesOf(minimiser.Table.Values).All(cell => minimiser.Table.Values[cell] >= payoff.Values[cell] - Tolerance)))),
        new("wqmix-proposition-2", () => OnTheGame(Weighting.Central, (projection, payoff) => projection.Minimisers.All(
            minimiser => Best.IndicesOf(minimiser.Table.Values).Any(cell => Math.Abs(minimiser.Table.Values[cell] - payoff.Values[cell]) <= Tolerance)))),
        new("wqmix-maximum", () => OnTheGame(Weighting.Central, (projection, payoff) => TheoremCheck.Of(payoff, projection).ValueRecovery)),
        new("wqmix-weak-recovery", () => OnRandomGames((projection, payoff) => TheoremCheck.Of(payoff, projection).WeakRecovery)),
        new("wqmix-corollary-2", () => OnRandomGames((projection, payoff) => projection.Minimisers.All(
            minimiser => Best.IndicesOf(minimiser.Table.Values) is not [int only] || Math.Abs(minimiser.Table.Values[only] - payoff.Values[only]) <= Tolerance))),
    ];

    private static ExactFinding OnTheGame(Weighting weighting, Func<Projection, PayoffTable, bool> isSo)
    {
        // "There is an alpha such that for any Q": one Q that is against every alpha, however small, is enough to refute it.
        double[] holding = [.. Alphas.Where(alpha => isSo(MonotoneProjection.Solve(Against, weighting, alpha), Against))];
        PayoffTable table = MonotoneProjection.Solve(Against, weighting, Alphas[^1]).Minimisers[0].Table;
        string shown = $"{NamedCheck.Shown(table[0, 0])} {NamedCheck.Shown(table[0, 1])} / {NamedCheck.Shown(table[1, 0])} {NamedCheck.Shown(table[1, 1])}";
        return new ExactFinding(
            holding.Length > 0,
            $"on the game 2 1 / -2 1 it is so at {holding.Length} of {Alphas.Length} values of alpha; at {NamedCheck.Shown(Alphas[^1])} the nearest table is {shown}");
    }

    private static ExactFinding OnRandomGames(Func<Projection, PayoffTable, bool> isSo)
    {
        (int Agents, int Actions)[] shapes = [(2, 2), (2, 3), (3, 2)];
        ExactFinding[] findings = [.. from shape in shapes
            let games = new RandomGames { Agents = shape.Agents, Actions = shape.Actions, Trials = Trials, Distribution = PayoffDistribution.Normal, Seed = 17 }
            select NamedCheck.InAll(Trials, $"random games of {shape.Agents} agents and {shape.Actions} actions", trial =>
            {
                PayoffTable payoff = games[trial];
                double alpha = BelowBound * TheoremCheck.BoundOf(payoff);
                return Weightings.All(weighting => isSo(MonotoneProjection.Solve(payoff, weighting, alpha), payoff));
            })];
        return new ExactFinding(findings.All(finding => finding.Holds), string.Join("; ", findings.Select(finding => finding.Reason)));
    }
}
