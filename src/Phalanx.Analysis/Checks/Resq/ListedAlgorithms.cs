using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Checks;

/// <summary>Whether the algorithms that ResQ's table 1 lists are there. Its REFILL is <c>refil</c>, its QTran is taken to be <c>qtran-base</c>.</summary>
internal static class ListedAlgorithms
{
    /// <summary>Those of the expected value.</summary>
    public static ExactFinding OfExpectedValue(CheckSources sources) =>
        Of(sources, ["resq", "qmix", "cw-qmix", "ow-qmix", "refil", "qtran-base", "qplex", "qatten", "vdn"]);

    /// <summary>Those of the stochastic value.</summary>
    public static ExactFinding OfStochasticValue(CheckSources sources) => Of(sources, ["resz", "datten", "dmix", "ddn"]);

    /// <summary>Whether names are there.</summary>
    /// <param name="sources">The registries.</param>
    /// <param name="names">The names.</param>
    public static ExactFinding Of(CheckSources sources, IReadOnlyList<string> names)
    {
        string[] missing = [.. names.Where(name => !sources.Algorithms.Names.Contains(name))];
        return new ExactFinding(
            missing.Length == 0,
            missing.Length == 0 ? $"all {names.Count} are there: {string.Join(", ", names)}" : $"of {names.Count} there is no {string.Join(", no ", missing)}");
    }
}
