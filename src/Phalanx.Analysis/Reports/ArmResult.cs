using Phalanx.Analysis.Runs;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Reports;

/// <summary>What the runs of one arm gave on one task.</summary>
public sealed record ArmResult
{
    /// <summary>The runs.</summary>
    public required RunGroup Group { get; init; }

    /// <summary>The place of the arm among the colours.</summary>
    public required int Colour { get; init; }

    /// <summary>The score of each run; not a number for a run that failed.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>The curves of the runs.</summary>
    public required ArmCurve Curve { get; init; }

    /// <summary>The quartiles of the scores. A failed run counts as worse than any other.</summary>
    public required Quartiles Quartiles { get; init; }

    /// <summary>The mean of the scores. It is not a number when a run failed.</summary>
    public required MeanEstimate Mean { get; init; }

    /// <summary>The interquartile mean of the scores. It is not a number when a run failed.</summary>
    public required double InterquartileMean { get; init; }

    /// <summary>Its interval; null with one run, or when a run failed.</summary>
    public required Interval? InterquartileInterval { get; init; }

    /// <summary>The median over runs of the best test.</summary>
    public required double? Best { get; init; }

    /// <summary>The median over runs of the mean of all tests.</summary>
    public required double? Area { get; init; }

    /// <summary>For every level of the task the median over runs of the first step that reaches it; infinity where half of the runs do not.</summary>
    public IReadOnlyList<double> FirstSteps { get; init; } = [];

    /// <summary>How many of the runs failed.</summary>
    public int Failed => Scores.Count(double.IsNaN);

    /// <summary>The scores as a matrix of one task.</summary>
    public ScoreMatrix Matrix => ScoreMatrix.OfTask(Scores);

    /// <summary>The mean time of a run, in seconds.</summary>
    public double WallSeconds => Group.Runs.Average(run => run.Summary.WallSeconds);

    /// <summary>The median over runs of how many environment steps they made in a second, tests and training included.</summary>
    public double StepsPerSecond => Quantiles.Median([.. Group.Runs.Select(run => run.Summary.TEnv / Math.Max(run.Summary.WallSeconds, 1e-3))]);

    /// <summary>The shortest and the longest budget of the runs.</summary>
    public (long Least, long Most) Budget => (Group.Runs.Min(run => run.Steps), Group.Runs.Max(run => run.Steps));

    /// <summary>Computes.</summary>
    /// <param name="group">The runs.</param>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    /// <param name="score">Which figure of a run is its score.</param>
    /// <param name="colour">The place of the arm among the colours.</param>
    /// <param name="seed">The seed of the report.</param>
    public static ArmResult Of(RunGroup group, string metric, ScoreForm score, int colour, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(group);
        long end = CommonEnd(group);
        double[] scores = score == ScoreForm.Tail
            ? Figures(group, metric, end, curve => curve.Tail())
            : [.. group.Runs.Select(run => run.Final(metric) ?? double.NaN)];
        bool sound = scores.Length > 1 && !scores.Any(double.IsNaN);
        return new ArmResult
        {
            Group = group,
            Colour = colour,
            Scores = scores,
            Curve = ArmCurve.Of(group, metric, seed),
            Quartiles = Statistics.Quantiles.Quartiles(Array.ConvertAll(scores, value => double.IsNaN(value) ? double.NegativeInfinity : value)),
            Mean = MeanEstimate.Of(scores),
            InterquartileMean = Aggregates.InterquartileMean.Of(ScoreMatrix.OfTask(scores)),
            InterquartileInterval = sound
                ? new StratifiedBootstrap(seed, ReportPurposes.Aggregates).IntervalOf(ScoreMatrix.OfTask(scores), Aggregates.InterquartileMean)
                : null,
            Best = Median(Figures(group, metric, end, curve => curve.Best())),
            Area = Median(Figures(group, metric, end, curve => curve.Area())),
        };
    }

    /// <summary>The same, with the first steps that reach levels.</summary>
    /// <param name="metric">A name as in <see cref="MetricName"/>.</param>
    /// <param name="levels">The levels.</param>
    public ArmResult WithLevels(string metric, IReadOnlyList<double> levels) => this with
    {
        FirstSteps = [.. levels.Select(level => Quantiles.Median(Figures(Group, metric, CommonEnd(Group), curve => curve.First(level))))],
    };

    private static double? Median(double[] values) => Quantiles.Median(values) is var median && double.IsNaN(median) ? null : median;

    private static double[] Figures(RunGroup group, string metric, long end, Func<RunCurve, double?> figure) =>
        [.. group.Runs.Select(run => figure(run.Curve(metric).UpTo(end)) ?? double.NaN)];

    /// <summary>Where the shortest run ends. All are taken up to there, since a longer run is what the shorter one would have been.</summary>
    private static long CommonEnd(RunGroup group)
    {
        long least = group.Runs.Min(run => run.Steps);
        return group.Runs.All(run => run.Steps == least) ? long.MaxValue : least + group.Runs[0].EvaluationInterval - 1;
    }
}
