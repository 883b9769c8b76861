using Phalanx.Analysis.Verdicts;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// ResQ's theorems 1, 3 and 4 on drawn networks: with a residual that is never positive and not added at the agents' own greedy joint action, that one
/// has the largest value, and it is the main function's.
/// </summary>
internal static class ResidualNetworks
{
    private const int Draws = 25;

    /// <summary>Some networks are enough to show that it fails on some.</summary>
    private const int DrawsOfPositive = 5;

    /// <summary>Distributions take many times the work.</summary>
    private const int DrawsOfDistributions = 4;

    private static readonly string[] Mains = ["qmix", "vdn", "qatten"];
    private static readonly string[] Residuals = ["feedforward", "qmix", "vdn", "qatten"];
    private static readonly string[] ResidualsOfDistributions = ["attention", "feedforward", "ddn", "dmix"];

    /// <summary>So many samples as teams act by, so that both judge by the same means.</summary>
    private const string Quantiles = "algorithm.quantiles=32";

    /// <summary>Narrow networks do, as narrow agents do.</summary>
    private const string NarrowResidual = "algorithm.residual_width=16";

    /// <summary>Theorem 1: every main function with every residual.</summary>
    public static ExactFinding Theorem1(CheckSources sources) => Theorem1(sources, "negative_absolute", Draws);

    /// <summary>
    /// Why theorem 1 asks for a residual that is never positive: where it may be, penalised or as it comes, the largest value lies elsewhere on some
    /// networks. A penalty acts on learning alone, so drawn networks know nothing of it.
    /// </summary>
    public static ExactFinding PositiveBreaks(CheckSources sources) => PositiveBreaks(sources, ["hinge", "raw"], DrawsOfPositive);

    /// <summary>The same for given ways of keeping the residual from being positive.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="constraints">The ways; each must break it.</param>
    /// <param name="draws">How many networks of each form and size.</param>
    public static ExactFinding PositiveBreaks(CheckSources sources, IReadOnlyList<string> constraints, int draws)
    {
        GreedyTogether[] counted = [.. constraints.Select(constraint => GreedyTogether.Count(sources, Forms(constraint), draws))];
        IEnumerable<string> shares = constraints.Zip(counted, (constraint, each) => $"with {constraint} in {Share(each.Networks - each.Best, each.Networks)}");
        return new ExactFinding(
            counted.All(each => each.Best < each.Networks),
            $"{string.Join(" and ", shares)} drawn networks Q_jt is largest at another joint action than the agents' own greedy one");
    }

    /// <summary>Theorem 3: the same for means, where the main function is a mean-shape mixture: DMIX or DDN.</summary>
    public static ExactFinding Theorem3(CheckSources sources) => OfDistributions(sources, "dmix", "ddn");

    /// <summary>Theorem 4: the same for means, where the main function is a weighted sum: DAtten or DDN.</summary>
    public static ExactFinding Theorem4(CheckSources sources) => OfDistributions(sources, "datten", "ddn");

    /// <summary>The same for given forms of ResQ.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="constraint">How the residual is kept from being positive.</param>
    /// <param name="draws">How many networks of each form and size.</param>
    public static ExactFinding Theorem1(CheckSources sources, string constraint, int draws) =>
        Of(GreedyTogether.Count(sources, Forms(constraint), draws, hasMain: true), "Q_jt");

    private static ExactFinding OfDistributions(CheckSources sources, params string[] mains)
    {
        AlgorithmSetup[] alone = [.. mains.Select(main => new AlgorithmSetup(main, Quantiles))];
        AlgorithmSetup[] withResidual =
        [
            .. from main in mains
               from residual in ResidualsOfDistributions
               select new AlgorithmSetup("resz", Quantiles, NarrowResidual, "algorithm.central_width=16", $"algorithm.main={main}", $"algorithm.residual={residual}"),
        ];
        var counted = GreedyTogether.Count(sources, alone, DrawsOfDistributions);
        ExactFinding residuals = Of(GreedyTogether.Count(sources, withResidual, DrawsOfDistributions, hasMain: true), "the mean of Z_jt");
        return new ExactFinding(
            residuals.Holds && counted.Holds, $"{residuals.Reason}; of {string.Join(" and ", mains)} without a residual in {Share(counted.Best, counted.Networks)}");
    }

    private static ExactFinding Of(GreedyTogether counted, string value) => new(
        counted.Holds,
        $"in {Share(counted.Best, counted.Networks)} drawn networks {value} is largest at the agents' own greedy "
        + $"joint action, and in {Share(counted.MainAtGreedy, counted.Networks)} it is the main function's there");

    private static AlgorithmSetup[] Forms(string constraint) =>
    [
        .. from main in Mains
           from residual in Residuals
           select new AlgorithmSetup("resq", NarrowResidual, "algorithm.central.width=16", $"algorithm.main={main}", $"algorithm.residual={residual}", $"algorithm.constraint={constraint}"),
    ];
}
