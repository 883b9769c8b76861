namespace Phalanx.Analysis.Experiments;

/// <summary>A figure of one run, by its name in experiment files.</summary>
/// <param name="Text">The name as it is written: <c>tail.return</c>, <c>first(30)</c>, <c>cell_error(joint)</c>.</param>
/// <param name="Form">What it is.</param>
public sealed record Metric(string Text, MetricForm Form)
{
    /// <summary>The figure of every test that it is made of: <c>return</c>, <c>win</c> or a statistic of the environment; empty for figures of one-step games.</summary>
    public string Of { get; init; } = "";

    /// <summary>The step of <c>at(T)</c>, the value of <c>first(x)</c>, the rows of <c>tail(n)</c>.</summary>
    public double Argument { get; init; }

    /// <summary>The table of a one-step game that it is of; empty for other figures.</summary>
    public string Table { get; init; } = "";

    /// <summary>The printed table, <c>name.part</c>, that it compares with; empty for other figures.</summary>
    public string PaperTable { get; init; } = "";

    /// <summary>The joint actions that it looks at; empty for all.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Cells { get; init; } = [];

    /// <summary>Whether a smaller figure is the better one.</summary>
    public bool LowerIsBetter => Form is MetricForm.First or MetricForm.CellError or MetricForm.MeanError or MetricForm.PaperError
        or MetricForm.LimitError or MetricForm.Shortfall or MetricForm.GreedyDifference or MetricForm.LargestMinimum;

    /// <summary>Whether it is made of the rows of <c>metrics.csv</c>.</summary>
    public bool IsOfRows => Form is MetricForm.Tail or MetricForm.Best or MetricForm.Worst or MetricForm.At or MetricForm.First or MetricForm.Auc;

    /// <summary>The column of <c>metrics.csv</c>.</summary>
    public string Column => Of switch
    {
        "return" => Learning.Runs.MetricsColumns.TestReturnMean,
        "win" => Learning.Runs.MetricsColumns.TestBattleWonMean,
        _ => Learning.Runs.MetricsColumns.OfStatistic(Of),
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
