namespace Phalanx.Analysis.Experiments;

/// <summary>One sentence of a paper as data: a statistic of one arm, compared with a number or with other arms.</summary>
public sealed record Claim
{
    /// <summary>What the experiment calls it.</summary>
    public required string Id { get; init; }

    /// <summary>The paper's words, or ours where <see cref="IsParaphrase"/>.</summary>
    public required string Says { get; init; }

    /// <summary>Whether <see cref="Says"/> is not a quotation.</summary>
    public bool IsParaphrase { get; init; }

    /// <summary>Where the paper says it.</summary>
    public required string Place { get; init; }

    /// <summary>What it is known from.</summary>
    public ClaimSource Source { get; init; }

    /// <summary>The ids of the environments that it is about; empty for all. Each is judged alone and then all together.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>What is made of an arm's runs.</summary>
    public required ClaimStatistic Statistic { get; init; }

    /// <summary>The figure of a run that the statistic is of; null for <c>count</c>, <c>exact</c> and <c>drop</c>.</summary>
    public Metric? Metric { get; init; }

    /// <summary>Which rows the metric is taken over.</summary>
    public RowRange Rows { get; init; } = RowRange.All;

    /// <summary>What a run must meet to be counted: all of them.</summary>
    public IReadOnlyList<RunCondition> Conditions { get; init; } = [];

    /// <summary>Which runs the statistic is of; empty for all.</summary>
    public IReadOnlyList<RunCondition> Among { get; init; } = [];

    /// <summary>The ids of the arms. Of several each is judged alone, unless <see cref="ArmReduction"/> makes one of them.</summary>
    public IReadOnlyList<string> Arms { get; init; } = [];

    /// <summary>How several arms become one; null where each is judged.</summary>
    public Reduction? ArmReduction { get; init; }

    /// <summary>Of several arms or environments, how many must hold; null for all.</summary>
    public int? Quorum { get; init; }

    /// <summary>How the statistic is compared.</summary>
    public Comparison Comparison { get; init; }

    /// <summary>The number that it is compared with; null where it is compared with arms.</summary>
    public double? Value { get; init; }

    /// <summary>The arms that it is compared with; null where it is compared with a number.</summary>
    public ClaimOpponent? Against { get; init; }

    /// <summary>How much more it must be.</summary>
    public double Margin { get; init; }

    /// <summary>How much it may miss.</summary>
    public double Tolerance { get; init; }

    /// <summary>For <c>count</c>: so many of so many runs; null otherwise.</summary>
    public CountShare? Share { get; init; }

    /// <summary>Whether ranks are of means rather than of medians.</summary>
    public bool RanksMeans { get; init; }

    /// <summary>How many seeds every arm must have.</summary>
    public int LeastSeeds { get; init; }

    /// <summary>Whether the figure itself decides, or its interval.</summary>
    public DecisionRule Decision { get; init; }

    /// <summary>What shorter runs may conclude.</summary>
    public ClaimDirection Direction { get; init; }

    /// <summary>Whether it is among what the paper is read for.</summary>
    public bool IsPrimary { get; init; } = true;

    /// <summary>Whether value, margin or tolerance is ours.</summary>
    public bool IsThresholdChosen { get; init; }

    /// <summary>For <c>exact</c>: the name of the check; null otherwise.</summary>
    public string? Check { get; init; }

    /// <summary>Why it cannot be checked here; null where it can.</summary>
    public string? Unmeasured { get; init; }

    /// <summary>Where it stands, as it follows a name in a sentence.</summary>
    public string Where { get; init; } = "";
}
