using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Runs;
using Phalanx.Environments;
using Phalanx.Learning.Runs;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The figures of a run, from its <c>metrics.csv</c> and <c>summary.json</c>.</summary>
public sealed class RunFigures : IRunFigures
{
    private readonly MetricsTable _metrics;
    private readonly RunSummary? _summary;
    private readonly OneStepFigures? _oneStep;
    private readonly long _interval;
    private readonly long _upTo;

    /// <summary>The figures of a run.</summary>
    /// <param name="metrics">Its rows.</param>
    /// <param name="summary">Its summary; null where it has none that counts, as of a longer run that serves a shorter request.</param>
    /// <param name="interval">The steps between two tests.</param>
    /// <param name="upTo">The last step that counts; null for all.</param>
    /// <param name="payoffs">The expected payoffs of a one-step game; null elsewhere.</param>
    /// <param name="papers">The printed tables of the experiment.</param>
    /// <param name="failure">Why the run failed; null for a sound run.</param>
    public RunFigures(
        MetricsTable metrics, RunSummary? summary, long interval, long? upTo = null, PayoffTable? payoffs = null, PaperValues? papers = null, string? failure = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        (_metrics, _summary, _interval, _upTo, Failure) = (metrics, summary, interval, upTo ?? long.MaxValue, failure);
        _oneStep = summary?.OneStep is { } result ? new OneStepFigures(result, payoffs, papers) : null;
    }

    /// <inheritdoc/>
    public string? Failure { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int>? GreedyJointAction => _summary?.OneStep?.GreedyJointAction;

    /// <inheritdoc/>
    public RunCurve? CurveOf(string column) => _metrics.Columns.Contains(column)
        ? new RunCurve(_interval, _metrics.TEnv, _metrics[column]).UpTo(_upTo)
        : null;

    /// <inheritdoc/>
    public double? Of(Metric metric, RowRange rows)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(rows);
        return metric.Form == MetricForm.Final ? FinalOf(metric)
            : metric.IsOfRows ? OfRows(metric, rows)
            : _oneStep?.Of(metric);
    }

    private double? FinalOf(Metric metric) => _summary is not null && _summary.Final.TryGetValue(metric.Column, out double value) ? value : null;

    private double? OfRows(Metric metric, RowRange rows)
    {
        if (CurveOf(metric.Column) is not { IsEmpty: false } whole)
        {
            return null;
        }

        double after = rows.AfterFirst is { } first ? whole.First(first.Argument) : rows.After ?? double.NegativeInfinity;
        RunCurve curve = whole.Within(after, rows.Until ?? long.MaxValue);
        return metric.Form switch
        {
            MetricForm.First => curve.First(metric.Argument),

            // Nothing comes after what is never reached: then nothing is bad there, and nothing good.
            MetricForm.Worst => curve.Worst() ?? double.PositiveInfinity,
            MetricForm.Best => curve.Best() ?? double.NegativeInfinity,
            MetricForm.Tail => curve.Tail((int)metric.Argument),
            MetricForm.At => curve.At(metric.Argument),
            MetricForm.Auc => curve.Area(),
            _ => throw new ArgumentOutOfRangeException(nameof(metric)),
        };
    }
}
