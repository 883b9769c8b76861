using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>What the arms of one task gave in one metric.</summary>
public sealed record MetricResult
{
    private static readonly double[] Parts = [0.5, 0.8];

    /// <summary>The metric, by a name as in <see cref="MetricName"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>Which figure of a run is its score.</summary>
    public required ScoreForm Score { get; init; }

    /// <summary>The bounds of scores; null where none are known.</summary>
    public required NormalisationBounds? Bounds { get; init; }

    /// <summary>The arms.</summary>
    public required IReadOnlyList<ArmResult> Arms { get; init; }

    /// <summary>The levels for which the first steps are counted.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Whether the levels are parts of the bounds, rather than of what the arms reached.</summary>
    public bool LevelsOfBounds => Bounds is not null;

    /// <summary>All pairs of arms.</summary>
    public required IReadOnlyList<PairResult> Pairs { get; init; }

    /// <summary>The profiles of the arms: of normalised scores where there are bounds.</summary>
    public required IReadOnlyList<ProfileResult> Profiles { get; init; }

    /// <summary>What the metric is called on an axis.</summary>
    public string Axis => Metric switch { MetricName.Return => "test return", MetricName.Win => "share of episodes won", _ => Metric };

    /// <summary>What a score is, in words.</summary>
    public string ScoreInWords => Score == ScoreForm.Tail
        ? $"the mean of the last {RunCurve.TailRows} tests of a run"
        : "the closing test of a run, since some runs have fewer than five tests";

    /// <summary>The arm with the highest median; of equal ones the first.</summary>
    public ArmResult Best => Arms.MaxBy(arm => arm.Quartiles.Median)!;

    /// <summary>Computes.</summary>
    /// <param name="groups">The groups of one task.</param>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    /// <param name="options">What the report is to be made with.</param>
    /// <param name="colourOf">The place of an arm among the colours.</param>
    public static MetricResult Of(IReadOnlyList<RunGroup> groups, string metric, ReportOptions options, Func<string, int> colourOf)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(colourOf);
        ScoreForm score = groups.SelectMany(group => group.Runs).All(run => run.Metrics.Rows >= RunCurve.TailRows) ? ScoreForm.Tail : ScoreForm.Final;
        ArmResult[] arms =
        [
            .. groups.AsParallel().AsOrdered().Select(group => ArmResult.Of(group, metric, ScoreOf(group, score), colourOf(group.Arm), options.Seed)),
        ];
        NormalisationBounds? bounds = TaskBounds.Of(groups[0].Runs[0], metric, options.Payoffs);
        double[] levels = LevelsOf(arms, bounds);
        double[] thresholds = ThresholdsOf(arms, bounds);
        return new MetricResult
        {
            Metric = metric,
            Score = score,
            Bounds = bounds,
            Levels = levels,
            Arms = [.. arms.Select(arm => arm.WithLevels(metric, levels))],
            Pairs = PairResult.All([.. arms.Select(arm => (arm.Group.Arm, arm.Matrix))], options.Seed),
            Profiles =
            [
                .. arms.AsParallel().AsOrdered().Select(arm => ProfileResult.Of(
                    arm.Group.Arm, arm.Colour, ScoreMatrix.OfTask([.. arm.Scores.Select(value => bounds?.Normalise(value) ?? value)]), thresholds, options.Seed)),
            ],
        };
    }

    /// <summary>The closing tests of runs of different lengths are no scores of one group; their rows up to the common end are.</summary>
    private static ScoreForm ScoreOf(RunGroup group, ScoreForm score) =>
        group.Runs.Any(run => run.Steps != group.Runs[0].Steps) ? ScoreForm.Tail : score;

    private static double[] LevelsOf(IReadOnlyList<ArmResult> arms, NormalisationBounds? bounds)
    {
        double low = bounds?.Low ?? Finite(arms.Select(arm => arm.Curve.Quartiles is [var first, ..] ? first.Median : double.NaN)).DefaultIfEmpty(0).Min();
        double high = bounds?.High ?? Finite(arms.Select(arm => arm.Quartiles.Median)).DefaultIfEmpty(1).Max();
        return high > low ? [.. Parts.Select(part => low + (part * (high - low)))] : [];
    }

    private static double[] ThresholdsOf(IReadOnlyList<ArmResult> arms, NormalisationBounds? bounds)
    {
        double[] scores = [.. Finite(arms.SelectMany(arm => arm.Scores))];
        if (bounds is not null || scores.Length == 0)
        {
            return [.. PerformanceProfile.DefaultThresholds];
        }

        // Equal scores are a step, which is seen between scores below and above it.
        double beside = scores.Min() == scores.Max() ? 1 : 0;
        return PerformanceProfile.Thresholds(scores.Min() - beside, scores.Max() + beside, PerformanceProfile.DefaultThresholds.Count);
    }

    private static IEnumerable<double> Finite(IEnumerable<double> values) => values.Where(double.IsFinite);
}
