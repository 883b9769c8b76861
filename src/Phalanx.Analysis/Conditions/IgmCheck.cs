using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// Individual-Global-Max, by trying all joint actions: does the team that chooses action by action, each agent by its own utilities, choose
/// what is best by the joint values?
/// </summary>
public sealed record IgmCheck
{
    private IgmCheck()
    {
    }

    /// <summary>What the agents choose; of equal actions each takes the first.</summary>
    public required IReadOnlyList<int> Greedy { get; init; }

    /// <summary>Whether that is among the best joint actions.</summary>
    public required bool Holds { get; init; }

    /// <summary>Whether it would be however the agents decide between equal actions.</summary>
    public required bool HoldsForEveryTie { get; init; }

    /// <summary>How much less than the best joint value the choice has.</summary>
    public required double Shortfall { get; init; }

    /// <summary>Checks.</summary>
    /// <param name="jointValues">A value for every joint action.</param>
    /// <param name="utilities">For every agent a value for each of its actions.</param>
    /// <param name="tolerance">By how much values may differ and still count as equal.</param>
    public static IgmCheck Of(PayoffTable jointValues, IReadOnlyList<IReadOnlyList<double>> utilities, double tolerance = 0)
    {
        UtilityTables.ThrowIfMismatched(jointValues, utilities);
        IReadOnlyList<int>[] best = [.. utilities.Select(own => UtilityTables.Maximisers(own, tolerance))];
        int[] greedy = [.. utilities.Select(UtilityTables.FirstMaximiser)];
        return new IgmCheck
        {
            Greedy = greedy,
            Holds = IsBest(greedy),
            HoldsForEveryTie = Best.Combinations(best).All(IsBest),
            Shortfall = jointValues.Max - jointValues[greedy],
        };

        bool IsBest(IReadOnlyList<int> joint) => jointValues[[.. joint]] >= jointValues.Max - tolerance;
    }
}
