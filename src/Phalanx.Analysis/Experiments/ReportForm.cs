namespace Phalanx.Analysis.Experiments;

/// <summary>What a paper draws.</summary>
public enum FigureForm
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A figure over training.</summary>
    Curves,

    /// <summary>A table of figures.</summary>
    Table,

    /// <summary>Tables of values as colours.</summary>
    Heatmap,

    /// <summary>The same at several times of the training.</summary>
    HeatmapOverTraining,
}

/// <summary>What a curve is of several runs.</summary>
public enum CurveStatistic
{
    /// <summary>The median, with the band from the first to the third quartile.</summary>
    MedianQuartiles,

    /// <summary>The mean with its 95 % confidence interval.</summary>
    MeanCi,

    /// <summary>The mean with its standard error.</summary>
    MeanSe,
}

/// <summary>How a paper draws a result.</summary>
/// <param name="Figure">What it draws.</param>
/// <param name="Statistic">What a curve is of several runs.</param>
/// <param name="Metric">The column of <c>metrics.csv</c> that is drawn.</param>
/// <param name="X">The column that it is drawn over.</param>
public sealed record ReportForm(FigureForm Figure, CurveStatistic Statistic, string Metric, string X)
{
    /// <summary>A level that curves are drawn beside; null for none.</summary>
    public ReferenceLevel? Reference { get; init; }

    /// <summary>What a paper counts its runs by: each run is of the first of these whose conditions it meets. Empty where it counts none.</summary>
    public IReadOnlyList<RunOutcome> Outcomes { get; init; } = [];
}

/// <summary>What a run may come to.</summary>
/// <param name="Name">What the paper calls it.</param>
/// <param name="Conditions">What a run meets that came to it; none where it takes what is left.</param>
public sealed record RunOutcome(string Name, IReadOnlyList<RunCondition> Conditions);

/// <summary>A level that curves are drawn beside: a number, or what a policy comes to that is not learned.</summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="Value">The number; null where it is a policy's.</param>
/// <param name="Policy">The policy, as <c>phalanx evaluate --policy</c> knows it; null where it is a number.</param>
public sealed record ReferenceLevel(string Label, double? Value, string? Policy);
