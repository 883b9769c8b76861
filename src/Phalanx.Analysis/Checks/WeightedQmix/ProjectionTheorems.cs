using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// What Weighted QMIX's theorems and propositions say of every game, tried on one that is against them: at any alpha the only table nearest to
/// <c>[[2, 1], [-2, 1]]</c> has <c>m = (2 + alpha) / (1 + alpha)</c> twice in row A, and row B makes agent 2 rank B above A.
/// </summary>
internal static class ProjectionTheorems
{
    private static readonly double[] LargerAlphas = [0.1, 0.5];

    /// <summary>The game.</summary>
    public static PayoffTable Counterexample { get; } = PayoffTables.WeakRecovery;

    /// <summary>Theorem 1, with central weights: the projection's greedy joint action is the best one.</summary>
    public static ExactFinding Theorem1(CheckSources sources) => KeepsArgmax(Counterexample, Weighting.Central, sources.Cancellation);

    /// <summary>Theorem 2, with optimistic weights.</summary>
    public static ExactFinding Theorem2(CheckSources sources) => KeepsArgmax(Counterexample, Weighting.Optimistic, sources.Cancellation);

    /// <summary>Proposition 1: where a nearest table is largest it is at least the payoff, and equal to it at a best joint action.</summary>
    public static ExactFinding Proposition1(CheckSources sources) => IsNotBelowAtMaximum(Counterexample, sources.Cancellation);

    /// <summary>Proposition 2: at one of the places where a nearest table is largest it has the payoff.</summary>
    public static ExactFinding Proposition2(CheckSources sources) => IsExactAtSomeMaximum(Counterexample, sources.Cancellation);

    /// <summary>Corollaries 1 and 3: the largest values of the projection and of the payoff are the same.</summary>
    public static ExactFinding Maximum(CheckSources sources) => KeepsMaximum(Counterexample, sources.Cancellation);

    /// <summary>Whether a game's projections lead to a best joint action, at an alpha below the bound and at larger ones.</summary>
    /// <param name="payoff">The game.</param>
    /// <param name="weighting">How errors are weighted.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExactFinding KeepsArgmax(PayoffTable payoff, Weighting weighting, CancellationToken cancellation)
    {
        ProjectedGame[] games = [.. AlphasOf(payoff).Select(alpha => Project(payoff, weighting, alpha, cancellation))];
        ProjectedGame first = games.FirstOrDefault(game => !game.RecoversGreedily) ?? games[0];
        IReadOnlyList<int> greedy = first.Projection.Minimisers[0].Greedy;
        return new ExactFinding(
            games.All(game => game.RecoversGreedily),
            $"of the game {Rows(payoff)} at alpha {Number(first.Projection.Alpha)}, the bound being {Number(TheoremCheck.BoundOf(payoff))}, "
            + $"the greedy joint action {Joint(greedy)} pays {Number(payoff[[.. greedy]])}, the best {Number(payoff.Max)}");
    }

    /// <summary>Whether no nearest table of a game is below the payoff where it is largest.</summary>
    /// <param name="payoff">The game.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExactFinding IsNotBelowAtMaximum(PayoffTable payoff, CancellationToken cancellation)
    {
        (int cell, double least, double value) = MaximaOf(payoff, cancellation).SelectMany(each => each).MinBy(each => each.Value - payoff.Values[each.Cell]) switch
        {
            var worst => (worst.Cell, payoff.Values[worst.Cell], worst.Value),
        };
        return new ExactFinding(
            value >= least - 1e-9,
            $"of the game {Rows(payoff)} below the bound, a nearest table is largest at "
            + $"{Joint(JointActionOf(payoff, cell))} with {Number(value)}, where the game pays {Number(least)}");
    }

    /// <summary>Whether every nearest table of a game has the payoff at one of the places where it is largest.</summary>
    /// <param name="payoff">The game.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExactFinding IsExactAtSomeMaximum(PayoffTable payoff, CancellationToken cancellation)
    {
        double[] errors = [.. MaximaOf(payoff, cancellation).Select(cells => cells.Min(each => Math.Abs(each.Value - payoff.Values[each.Cell])))];
        return new ExactFinding(
            errors.Max() <= 1e-9, $"of the game {Rows(payoff)} below the bound, a nearest table is wrong by at least {Number(errors.Max())} wherever it is largest");
    }

    /// <summary>Whether every nearest table of a game has the payoff's largest value.</summary>
    /// <param name="payoff">The game.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExactFinding KeepsMaximum(PayoffTable payoff, CancellationToken cancellation)
    {
        double farthest = MaximaOf(payoff, cancellation).Select(cells => cells[0].Value).MaxBy(value => Math.Abs(value - payoff.Max));
        return new ExactFinding(
            Math.Abs(farthest - payoff.Max) <= 1e-9,
            $"of the game {Rows(payoff)} below the bound, the largest value of a nearest table is {Number(farthest)}, that of the game {Number(payoff.Max)}");
    }

    /// <summary>Where each nearest table below the bound is largest, by both weightings, and its value there.</summary>
    private static IEnumerable<(int Cell, double Value)[]> MaximaOf(PayoffTable payoff, CancellationToken cancellation) =>
        from weighting in new[] { Weighting.Central, Weighting.Optimistic }
        from minimiser in Project(payoff, weighting, AlphasOf(payoff)[0], cancellation).Projection.Minimisers
        select Best.IndicesOf(minimiser.Table.Values).Select(cell => (cell, minimiser.Table.Values[cell])).ToArray();

    private static double[] AlphasOf(PayoffTable payoff) => [RandomProjections.BelowBound * TheoremCheck.BoundOf(payoff), .. LargerAlphas];

    private static ProjectedGame Project(PayoffTable payoff, Weighting weighting, double alpha, CancellationToken cancellation) =>
        new(payoff, MonotoneProjection.Solve(payoff, weighting, alpha, cancellation: cancellation));

    private static int[] JointActionOf(PayoffTable payoff, int cell)
    {
        int[] joint = new int[payoff.Agents];
        payoff.WriteJointAction(cell, joint);
        return joint;
    }

    private static string Rows(PayoffTable payoff) =>
        $"[{string.Join(", ", payoff.Values.ToArray().Chunk(payoff.Actions).Select(row => $"[{string.Join(", ", row.Select(Number))}]"))}]";
}
