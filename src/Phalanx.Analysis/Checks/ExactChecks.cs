using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// The checks in code that experiments name: projections, theorems on drawn tables and networks, settings, and names. A finding is what the mathematics
/// says, even where the paper says otherwise. Seeds are fixed and draws addressed, so that a check finds the same whichever others are made.
/// </summary>
/// <param name="algorithms">The algorithms.</param>
/// <param name="environments">The environments.</param>
/// <param name="seed">The seed of all draws.</param>
/// <param name="cancellation">Stops the work.</param>
public sealed class ExactChecks(AlgorithmRegistry algorithms, EnvironmentRegistry environments, ulong seed = 0, CancellationToken cancellation = default) : IExactChecks
{
    private static readonly SortedDictionary<string, Func<CheckSources, ExactFinding>> Checks = new(StringComparer.Ordinal)
    {
        ["qmix-theorem-1"] = MonotonicMixers.Theorem1,

        ["qtran-theorem-1"] = QtranTheorems.Sufficiency,
        ["qtran-theorem-2"] = QtranTheorems.Strength,
        ["qtran-necessity"] = QtranNecessity.Of,
        ["qtran-refuses-continuous-actions"] = ContinuousActionsRefused.Of,

        ["wqmix-table-1-both-minimise"] = PrintedProjections.Table1BothMinimise,
        ["wqmix-table-1-only-two"] = PrintedProjections.Table1OnlyTwo,
        ["wqmix-table-1-several"] = PrintedProjections.Table1Several,
        ["wqmix-table-2-minimises"] = PrintedProjections.Table2Minimises,
        ["wqmix-table-2-wrong-argmax"] = PrintedProjections.Table2WrongArgmax,
        ["wqmix-table-2-underestimates"] = PrintedProjections.Table2Underestimates,
        ["wqmix-wrong-argmax-exists"] = PrintedProjections.WrongArgmaxExists,
        ["wqmix-right-argmax-is-exact"] = ProjectionProperties.RightGreedyIsExact,
        ["wqmix-theorem-1"] = ProjectionTheorems.Theorem1,
        ["wqmix-theorem-2"] = ProjectionTheorems.Theorem2,
        ["wqmix-proposition-1"] = ProjectionTheorems.Proposition1,
        ["wqmix-proposition-2"] = ProjectionTheorems.Proposition2,
        ["wqmix-maximum"] = ProjectionTheorems.Maximum,
        ["wqmix-weak-recovery"] = ProjectionProperties.WeakRecovery,
        ["wqmix-corollary-2"] = ProjectionProperties.UniqueMaximumIsExact,

        ["resq-expected-algorithms"] = ListedAlgorithms.OfExpectedValue,
        ["resq-stochastic-algorithms"] = ListedAlgorithms.OfStochasticValue,
        ["resq-figure-1-sum"] = PrintedDecomposition.Sum,
        ["resq-figure-1-residual"] = PrintedDecomposition.Residual,
        ["resq-figure-1-monotone"] = PrintedDecomposition.Main,
        ["resq-theorem-1"] = ResidualNetworks.Theorem1,
        ["resq-positive-residual-breaks"] = ResidualNetworks.PositiveBreaks,
        ["resq-theorem-2"] = ResidualTables.Theorem2,
        ["resq-theorem-3"] = ResidualNetworks.Theorem3,
        ["resq-theorem-4"] = ResidualNetworks.Theorem4,
        ["resq-squares-break"] = SumOfSquares.Breaks,

        ["overgeneralisation-discrete"] = Overgeneralisation.Discrete,
        ["overgeneralisation-continuous"] = Overgeneralisation.Continuous,
        ["fsv-theorem-1"] = SoftPolicies.Theorem1,
        ["fsv-theorem-2"] = ColdPolicies.Theorem2,
        ["fsv-softmax-weights"] = SoftmaxWeights.CannotRepresent,
        ["fsv-lambda"] = HyperParameters.Lambda,
        ["fsv-state-value-discrete"] = HyperParameters.StateValueDiscrete,
        ["fsv-state-value-continuous"] = HyperParameters.StateValueContinuous,
        ["fsv-actor"] = HyperParameters.Actor,
        ["fsv-factored-actors"] = HyperParameters.FactoredActors,
        ["fsv-temperature-discrete"] = HyperParameters.TemperatureDiscrete,
        ["fsv-temperature-continuous"] = HyperParameters.TemperatureContinuous,
    };

    private readonly CheckSources _sources = new(algorithms, environments, seed, cancellation);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => Checks.Keys;

    /// <inheritdoc/>
    public ExactFinding? Find(string name) => Checks.TryGetValue(name, out Func<CheckSources, ExactFinding>? check) ? check(_sources) : null;

    /// <summary>Makes one check.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="algorithms">The algorithms.</param>
    /// <param name="environments">The environments.</param>
    /// <param name="seed">The seed of all draws.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UserErrorException">There is no check of that name; the sentence names the nearest.</exception>
    public static ExactFinding Run(
        string name, AlgorithmRegistry algorithms, EnvironmentRegistry environments, ulong seed = 0, CancellationToken cancellation = default) =>
        new ExactChecks(algorithms, environments, seed, cancellation).Find(name)
        ?? throw new UserErrorException($"there is no check '{name}'{NearestName.Advice(name, Checks.Keys, otherwise: "")}");
}
