namespace Phalanx.Analysis.Experiments;

/// <summary>What an arm is compared with.</summary>
/// <param name="Arms">The ids of other arms.</param>
/// <param name="Reduction">How several become one.</param>
/// <param name="Environment">The id of another environment that they are taken on; null for the same.</param>
/// <param name="Factor">What their figure is multiplied by.</param>
/// <param name="Metric">Another figure of their runs; null for the claim's own.</param>
public sealed record ClaimOpponent(
    IReadOnlyList<string> Arms, Reduction Reduction = Reduction.Max, string? Environment = null, double Factor = 1, Metric? Metric = null);

/// <summary>"So many of so many" runs.</summary>
/// <param name="Count">How many.</param>
/// <param name="Of">Of how many.</param>
public readonly record struct CountShare(int Count, int Of);

/// <summary>What a single run meets or not: a figure compared with a number, or its greedy joint action among some.</summary>
public sealed record RunCondition
{
    /// <summary>The figure; null where greedy actions are asked for.</summary>
    public Metric? Metric { get; init; }

    /// <summary>Which rows it is taken over.</summary>
    public RowRange Rows { get; init; } = RowRange.All;

    /// <summary>How it is compared.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>With what.</summary>
    public double Value { get; init; }

    /// <summary>How much it may miss.</summary>
    public double Tolerance { get; init; }

    /// <summary>The joint actions of which the run's greedy one must be; empty where a figure is asked for.</summary>
    public IReadOnlyList<IReadOnlyList<int>> GreedyIn { get; init; } = [];
}

/// <summary>Which rows of a run a figure is taken over.</summary>
/// <param name="After">Only later ones than this step; null for all.</param>
/// <param name="AfterFirst">Only later ones than the first that reaches a value; null for all. No rows where it is not reached.</param>
/// <param name="Until">Only those up to this step; null for all.</param>
public sealed record RowRange(long? After, Metric? AfterFirst, long? Until)
{
    /// <summary>All rows.</summary>
    public static RowRange All { get; } = new(null, null, null);
}
