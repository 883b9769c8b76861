using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis;

/// <summary>
/// The projection of a payoff onto sums of utilities, <c>argmin over Q_1..Q_n of sum_u w(u) (Q(u) - sum_i Q_i(u_i))^2</c>: the limit of
/// VDN. It is unique.
/// </summary>
public sealed record AdditiveProjection
{
    private AdditiveProjection()
    {
    }

    /// <summary>The sums.</summary>
    public required PayoffTable Table { get; init; }

    /// <summary>
    /// Each agent's own values. Only their sum is determined; here what they share is split evenly, so that all have the same mean.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double>> Utilities { get; init; }

    /// <summary>The least weighted sum of squared errors.</summary>
    public required double Loss { get; init; }

    /// <summary>The joint actions made of each agent's best actions.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> GreedySet { get; init; }

    /// <summary>Projects with equal weights, in closed form: the means over what the others do, added, less the shared mean.</summary>
    public static AdditiveProjection Solve(PayoffTable payoff)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        return Of(payoff, payoff, CellWeights.Of(payoff, Weighting.Uniform, 1));
    }

    /// <summary>Projects with the weights of a weighting.</summary>
    /// <param name="payoff">The payoff of every joint action.</param>
    /// <param name="weighting">How errors are weighted.</param>
    /// <param name="alpha">The smaller weight, in (0, 1].</param>
    public static AdditiveProjection Solve(PayoffTable payoff, Weighting weighting, double alpha)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        return alpha is > 0 and <= 1
            ? Weighted(payoff, CellWeights.Of(payoff, weighting, alpha))
            : throw new UserErrorException($"alpha is {alpha}; it must be greater than 0 and at most 1");
    }

    /// <summary>Projects with a weight for every joint action.</summary>
    /// <param name="payoff">The payoff of every joint action.</param>
    /// <param name="weights">As many positive numbers, in the order of the flat index.</param>
    public static AdditiveProjection Solve(PayoffTable payoff, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(payoff);
        if (weights.Length != payoff.Values.Length || weights.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
        {
            throw new ArgumentException($"There must be {payoff.Values.Length} weights, all positive.", nameof(weights));
        }

        return Weighted(payoff, CellWeights.Given(weights.ToArray()));
    }

    private static AdditiveProjection Weighted(PayoffTable payoff, CellWeights weights)
    {
        double[] fit = new AdditiveLeastSquares(payoff).Fit(weights);
        return Of(payoff, new PayoffTable(payoff.Agents, payoff.Actions, fit), weights);
    }

    /// <summary>The sums of what is additive of a table; all of it where it is a sum already.</summary>
    private static AdditiveProjection Of(PayoffTable payoff, PayoffTable table, CellWeights weights)
    {
        double[][] utilities = Marginals(table);
        PayoffTable sums = UtilityTables.Sum(table.Actions, utilities);
        return new AdditiveProjection
        {
            Table = sums,
            Utilities = utilities,
            Loss = weights.Loss(payoff.Values, sums.Values),
            GreedySet = Best.Combinations([.. utilities.Select(own => Best.IndicesOf(own))]),
        };
    }

    /// <summary>For each agent the mean over what the others do, less its share of the grand mean that all of them hold.</summary>
    private static double[][] Marginals(PayoffTable table)
    {
        double shared = table.Mean * (table.Agents - 1) / table.Agents;
        double[][] means = new double[table.Agents][];
        for (int agent = table.Agents - 1, stride = 1; agent >= 0; agent--, stride *= table.Actions)
        {
            double[] own = new double[table.Actions];
            for (int cell = 0; cell < table.Values.Length; cell++)
            {
                own[cell / stride % table.Actions] += table.Values[cell];
            }

            means[agent] = [.. own.Select(sum => (sum * table.Actions / table.Values.Length) - shared)];
        }

        return means;
    }
}
