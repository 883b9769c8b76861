using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>The curves of the runs of an arm at common steps, and what is drawn of them.</summary>
public sealed class ArmCurve
{
    private ArmCurve(AlignedRuns runs, ulong seed)
    {
        Steps = runs.Steps;
        double[][] columns = [.. Enumerable.Range(0, runs.Steps.Count).Select(runs.At)];
        Quartiles = [.. columns.Select(column => Statistics.Quantiles.Quartiles(column))];
        Means = [.. columns.Select(column => MeanEstimate.Of(column))];
        InterquartileMeans = [.. columns.Select(column => Aggregates.InterquartileMeanOfSorted([.. column.Order()]))];
        InterquartileIntervals = runs.Values.Length > 1
            ? CurveBootstrap.Intervals(
                runs.Values, Aggregates.InterquartileMeanOfSorted, new StratifiedBootstrap(seed, ReportPurposes.Curves, StratifiedBootstrap.ForCurves))
            : null;
    }

    /// <summary>The steps of the points: multiples of the evaluation interval.</summary>
    public IReadOnlyList<long> Steps { get; }

    /// <summary>The quartiles over runs at every step.</summary>
    public IReadOnlyList<Quartiles> Quartiles { get; }

    /// <summary>The mean over runs at every step.</summary>
    public IReadOnlyList<MeanEstimate> Means { get; }

    /// <summary>The interquartile mean over runs at every step.</summary>
    public IReadOnlyList<double> InterquartileMeans { get; }

    /// <summary>The interval of that mean at every step; null with one run.</summary>
    public IReadOnlyList<Interval>? InterquartileIntervals { get; }

    /// <summary>Computes.</summary>
    /// <param name="group">The runs.</param>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    /// <param name="seed">The seed of the report.</param>
    public static ArmCurve Of(RunGroup group, string metric, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(group);
        return new ArmCurve(AlignedRuns.Of([.. group.Runs.Select(run => run.Curve(metric))]), seed);
    }
}
