using Phalanx.Analysis.Verdicts;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>QMIX's theorem 1: where the team's value grows with every agent's, the best joint action is made of each agent's own best action.</summary>
internal static class MonotonicMixers
{
    private const int Draws = 25;

    private static readonly AlgorithmSetup[] Forms =
        [.. new[] { "qmix", "qmix-ns", "qmix-lin", "qatten", "vdn", "vdn-s" }.Select(name => new AlgorithmSetup(name))];

    /// <summary>On drawn networks of all methods that mix so.</summary>
    public static ExactFinding Theorem1(CheckSources sources) => Of(sources, Forms, Draws);

    /// <summary>The same for given algorithms.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="forms">The algorithms.</param>
    /// <param name="draws">How many networks of each and of each size.</param>
    public static ExactFinding Of(CheckSources sources, IReadOnlyList<AlgorithmSetup> forms, int draws)
    {
        var counted = GreedyTogether.Count(sources, forms, draws);
        return new ExactFinding(
            counted.Holds,
            $"in {Share(counted.Best, counted.Networks)} drawn networks of "
            + $"{string.Join(", ", forms.Select(form => form.Algorithm))} the agents' own greedy joint action is one of the best");
    }
}
