using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis;

/// <summary>
/// The exact projection of a payoff onto what monotonic mixing can represent,
/// <c>Pi_w Q = argmin over q in Q_mix of sum_u w(u) (Q(u) - q(u))^2</c>, with
/// <c>Q_mix = { q : q(u) = f(Q_1(u_1), ..., Q_n(u_n)), f increasing in every Q_a }</c> and utilities that are free.
/// </summary>
/// <remarks>
/// A table is in Q_mix if and only if every agent's actions can be ranked so that the table does not decrease along any of the ranks:
/// rank by Q_a for the one direction; take the rank for Q_a, and a monotonic function through the finite table, for the other. So the
/// projection is the best of (A!)^n isotonic regressions, each of which is convex and solved exactly. The class is not convex, hence there
/// may be several nearest tables; all are found.
/// </remarks>
public static class MonotoneProjection
{
    /// <summary>Payoffs beyond this have squares that a number cannot hold.</summary>
    private const double Largest = 1e140;

    /// <summary>Projects.</summary>
    /// <param name="payoff">The payoff of every joint action.</param>
    /// <param name="weighting">How errors are weighted.</param>
    /// <param name="alpha">The smaller weight, in (0, 1]; <see cref="Weighting.Uniform"/> has none and needs one here.</param>
    /// <param name="options">The limit on order tuples, and where progress is reported.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UserErrorException">The game has too many order tuples, alpha is out of range, or a payoff is too large.</exception>
    public static Projection Solve(
        PayoffTable payoff,
        Weighting weighting,
        double alpha = 1,
        ProjectionOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        options ??= new ProjectionOptions();
        double magnitude = Check(payoff, weighting, alpha);
        var tuples = new OrderTuples(payoff.Agents, payoff.Actions, options.MaxOrderTuples);
        var nearest = new NearestTables(magnitude);
        var search = new OrderSearch(payoff, CellWeights.Of(payoff, weighting, alpha), tuples);
        search.Run(nearest, options.Progress, cancellation);
        Minimiser[] minimisers =
        [
            .. nearest.All().Select(found => new Minimiser(new PayoffTable(payoff.Agents, payoff.Actions, found.Table), tuples, found.Tuples)),
        ];
        return new Projection(weighting, alpha, nearest.Best, minimisers);
    }

    private static double Check(PayoffTable payoff, Weighting weighting, double alpha)
    {
        if (!(alpha is > 0 and <= 1))
        {
            throw new UserErrorException($"alpha is {alpha}; it must be greater than 0 and at most 1");
        }

        if (weighting == Weighting.Uniform && alpha != 1)
        {
            throw new ArgumentException("A uniform weighting has no alpha but 1.", nameof(alpha));
        }

        double magnitude = 0;
        foreach (double value in payoff.Values)
        {
            magnitude = Math.Max(magnitude, Math.Abs(value));
        }

        return magnitude <= Largest
            ? magnitude
            : throw new UserErrorException($"a payoff is {magnitude} in absolute value; a projection squares payoffs and takes at most {Largest}");
    }
}
