using Phalanx.Analysis.Verdicts;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>QTRAN's theorems 1 and 2 on drawn games.</summary>
internal static class QtranTheorems
{
    /// <summary>How many games are drawn.</summary>
    public const int Games = 1_000;

    /// <summary>Theorem 1, sufficiency: where (4) holds, the agents' own greedy joint action is one of the best.</summary>
    public static ExactFinding Sufficiency(CheckSources sources) => Sufficiency([.. FactorisedGame.Draw(sources, Games, DrawnDifferences.NotNegative)]);

    /// <summary>The same for given games.</summary>
    /// <param name="games">The games.</param>
    public static ExactFinding Sufficiency(IReadOnlyList<FactorisedGame> games)
    {
        int satisfying = games.Count(game => game.Conditions.SatisfyTheorem1());
        int best = games.Count(game => game.GreedyIsBest);
        return new ExactFinding(
            satisfying == games.Count && best == games.Count,
            $"{Share(satisfying, games.Count)} drawn games of 2 and 3 agents satisfy (4), and in "
            + $"{Share(best, games.Count)} the agents' own greedy joint action is one of the best");
    }

    /// <summary>Theorem 2: where (7) holds, so does (4b), and not the other way round.</summary>
    public static ExactFinding Strength(CheckSources sources) => Strength(
        [.. FactorisedGame.Draw(sources, Games, DrawnDifferences.ZeroOnEveryLine)], [.. FactorisedGame.Draw(sources, Games, DrawnDifferences.NotNegative)]);

    /// <summary>The same for given games.</summary>
    /// <param name="stronger">Games that are to satisfy (4a) and (7).</param>
    /// <param name="weaker">Games that satisfy (4a) and (4b).</param>
    public static ExactFinding Strength(IReadOnlyList<FactorisedGame> stronger, IReadOnlyList<FactorisedGame> weaker)
    {
        int satisfying = stronger.Count(game => game.Conditions.SatisfyTheorem2());
        int implied = stronger.Count(game => game.Conditions.SatisfyTheorem1() && game.GreedyIsBest);
        int alsoStronger = weaker.Count(game => game.Conditions.SatisfyTheorem2());
        return new ExactFinding(
            satisfying == stronger.Count && implied == stronger.Count && alsoStronger < weaker.Count,
            $"{Share(satisfying, stronger.Count)} games drawn to satisfy (7) do, {Share(implied, stronger.Count)} "
            + $"of them satisfy (4b) too and have a joint optimum as their greedy joint action; "
            + $"of games drawn to satisfy (4b) {Share(alsoStronger, weaker.Count)} satisfy (7)");
    }
}
