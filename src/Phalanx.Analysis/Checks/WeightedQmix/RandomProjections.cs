namespace Phalanx.Analysis.Checks;

/// <summary>Random games of normal payoffs with their exact projections: 400 games each of 2x2, 3x3 and 2x2x2.</summary>
internal static class RandomProjections
{
    /// <summary>How many games of a size.</summary>
    public const int Games = 400;

    /// <summary>How far below the bound of weak recovery each game's alpha is.</summary>
    public const double BelowBound = 0.9;

    private static readonly GameShape[] Shapes = [new(2, 2), new(2, 3), new(3, 2)];

    /// <summary>The projections by a weighting, each game's alpha just below its bound; equal weights have no alpha.</summary>
    /// <param name="sources">The seed.</param>
    /// <param name="weighting">How errors are weighted.</param>
    public static IEnumerable<ProjectedGame> Of(CheckSources sources, Weighting weighting) =>
        from shape in Shapes
        let games = new RandomGames
        {
            Agents = shape.Agents,
            Actions = shape.Actions,
            Trials = Games,
            Distribution = PayoffDistribution.Normal,
            Seed = sources.Seed,
        }
        from trial in Enumerable.Range(0, Games)
        let payoff = games[trial]
        let alpha = weighting == Weighting.Uniform ? 1 : BelowBound * TheoremCheck.BoundOf(payoff)
        select new ProjectedGame(payoff, MonotoneProjection.Solve(payoff, weighting, alpha, cancellation: sources.Cancellation));
}
