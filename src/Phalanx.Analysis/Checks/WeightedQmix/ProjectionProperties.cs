using Phalanx.Analysis.Verdicts;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>What is true of projections, tried on random games.</summary>
internal static class ProjectionProperties
{
    /// <summary>Below the bound every nearest table has a best joint action among its best.</summary>
    public static ExactFinding WeakRecovery(CheckSources sources)
    {
        ProjectedGame[] central = [.. RandomProjections.Of(sources, Weighting.Central)];
        ProjectedGame[] optimistic = [.. RandomProjections.Of(sources, Weighting.Optimistic)];
        return WeakRecovery(central, optimistic);
    }

    /// <summary>The same for given games.</summary>
    /// <param name="central">Games projected with central weights.</param>
    /// <param name="optimistic">Games projected with optimistic weights.</param>
    public static ExactFinding WeakRecovery(IReadOnlyList<ProjectedGame> central, IReadOnlyList<ProjectedGame> optimistic)
    {
        int byCentral = central.Count(game => game.RecoversWeakly);
        int byOptimistic = optimistic.Count(game => game.RecoversWeakly);
        return new ExactFinding(
            byCentral == central.Count && byOptimistic == optimistic.Count,
            $"{Share(byCentral, central.Count)} random games with central weights and {Share(byOptimistic, optimistic.Count)} with optimistic ones; "
            + $"agents surely play a best joint action in {Count(central.Count(game => game.RecoversGreedily))} "
                + $"and {Count(optimistic.Count(game => game.RecoversGreedily))} of them");
    }

    /// <summary>Corollary 2: below the bound a nearest table with a single largest value has it where the payoff has, and the same one.</summary>
    public static ExactFinding UniqueMaximumIsExact(CheckSources sources) =>
        UniqueMaximumIsExact([.. RandomProjections.Of(sources, Weighting.Central), .. RandomProjections.Of(sources, Weighting.Optimistic)]);

    /// <summary>The same for given games.</summary>
    /// <param name="games">The games.</param>
    public static ExactFinding UniqueMaximumIsExact(IReadOnlyList<ProjectedGame> games)
    {
        bool[] exact = [.. from game in games from minimiser in game.WithUniqueMaximum select game.IsExactAtItsMaximum(minimiser)];
        int held = exact.Count(each => each);
        return new ExactFinding(
            held == exact.Length, $"{Share(held, exact.Length)} nearest tables with a single largest value, "
                + $"of {Count(games.Count)} projections of random games, are exact there");
    }

    /// <summary>QMIX: where a nearest table leads to the best joint action, it is exact there.</summary>
    public static ExactFinding RightGreedyIsExact(CheckSources sources) => RightGreedyIsExact([.. RandomProjections.Of(sources, Weighting.Uniform)]);

    /// <summary>The same for given games.</summary>
    /// <param name="games">The games.</param>
    public static ExactFinding RightGreedyIsExact(IReadOnlyList<ProjectedGame> games)
    {
        double[] errors =
        [
            .. from game in games
               from minimiser in game.Projection.Minimisers
               from joint in minimiser.GreedySet
               where Best.IsOptimal(game.Payoff, joint)
               select Math.Abs(minimiser.Table[[.. joint]] - game.Payoff.Max) / Math.Max(game.Tolerance, double.Epsilon),
        ];
        int held = errors.Count(error => error <= 1);
        return new ExactFinding(
            held == errors.Length && errors.Length > 0,
            $"of the nearest tables of {Count(games.Count)} random games {Share(held, errors.Length)} whose greedy joint action is the best one have its payoff there");
    }
}
