using Phalanx.Foundation;

namespace Phalanx.Analysis.Statistics;

/// <summary>
/// Percentile intervals by resampling. A replicate draws, for every task by itself, as many runs with replacement as the task has. Its draws
/// have the address (seed, purpose, replicate), so equal scores give equal intervals, to the bit. A replicate allocates nothing.
/// </summary>
/// <remarks>
/// With few runs the interval takes few values: of three runs each extreme median has a probability of 7/27, so the interval of a median
/// reaches from the least to the greatest.
/// </remarks>
public sealed class StratifiedBootstrap
{
    /// <summary>How many replicates intervals of aggregates take.</summary>
    public const int ForAggregates = 50_000;

    /// <summary>How many replicates intervals along curves take.</summary>
    public const int ForCurves = 5_000;

    /// <summary>How many replicates performance profiles and probabilities of improvement take.</summary>
    public const int ForProfiles = 2_000;

    private const double LowerTail = 0.025;
    private const double UpperTail = 0.975;

    private readonly StreamPurpose _purpose;

    /// <summary>A bootstrap.</summary>
    /// <param name="seed">The seed of the report.</param>
    /// <param name="purpose">What the intervals are for; results of different purposes do not depend on each other.</param>
    /// <param name="replicates">How often to resample.</param>
    public StratifiedBootstrap(ulong seed, StreamPurpose purpose, int replicates = ForAggregates)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicates);
        (Seed, _purpose, Replicates) = (seed, purpose, replicates);
    }

    /// <summary>The seed of the report.</summary>
    public ulong Seed { get; }

    /// <summary>How often it resamples.</summary>
    public int Replicates { get; }

    /// <summary>Whether tasks are drawn with replacement too. By default they are as they are.</summary>
    public bool ResamplesTasks { get; init; }

    /// <summary>The 95 % interval of a statistic.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="statistic">The statistic.</param>
    public Interval IntervalOf(ScoreMatrix scores, ScoreStatistic statistic) => PercentileInterval(ReplicatesOf(scores, statistic));

    /// <summary>The 95 % intervals of several statistics, from the same resamples.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="statistics">The statistics.</param>
    public Interval[] IntervalsOf(ScoreMatrix scores, params IReadOnlyList<ScoreStatistic> statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        double[][] results = [.. statistics.Select(_ => new double[Replicates])];
        int replicate = 0;
        ReplicatesOf(scores, (resample, scratch) =>
        {
            for (int index = 0; index < results.Length; index++)
            {
                results[index][replicate] = statistics[index](resample, scratch);
            }

            replicate++;
            return 0;
        });
        return Array.ConvertAll(results, each => PercentileInterval(each));
    }

    /// <summary>The 95 % interval of a statistic of one arm less the same of another. Both are resampled, independently of each other.</summary>
    /// <param name="first">The scores of the arm.</param>
    /// <param name="second">The scores of the other arm.</param>
    /// <param name="statistic">The statistic.</param>
    public Interval IntervalOfDifference(ScoreMatrix first, ScoreMatrix second, ScoreStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        return IntervalOf(first, second, (one, other, scratch) => statistic(one, scratch) - statistic(other, scratch));
    }

    /// <summary>The 95 % interval of a statistic of two arms. Both are resampled, independently of each other.</summary>
    /// <param name="first">The scores of the arm.</param>
    /// <param name="second">The scores of the other arm.</param>
    /// <param name="statistic">The statistic.</param>
    public Interval IntervalOf(ScoreMatrix first, ScoreMatrix second, PairStatistic statistic) =>
        PercentileInterval(ReplicatesOf(first, second, statistic));

    /// <summary>The statistic of every replicate, in the order of replicates.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="statistic">The statistic.</param>
    public double[] ReplicatesOf(ScoreMatrix scores, ScoreStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(statistic);
        double[] results = new double[Replicates];
        ScoreMatrix resample = scores.CreateResample();
        double[] scratch = new double[resample.ScratchLength];
        int[] tasks = AllTasks(scores.Tasks);
        for (int replicate = 0; replicate < results.Length; replicate++)
        {
            RandomStream stream = StreamOf(replicate);
            DrawTasks(tasks, ref stream);
            scores.ResampleInto(resample, tasks, ref stream);
            results[replicate] = statistic(resample, scratch);
        }

        return results;
    }

    /// <summary>The statistic of every replicate of two arms, in the order of replicates.</summary>
    /// <param name="first">The scores of the arm.</param>
    /// <param name="second">The scores of the other arm; where tasks are resampled, of the same tasks.</param>
    /// <param name="statistic">The statistic.</param>
    public double[] ReplicatesOf(ScoreMatrix first, ScoreMatrix second, PairStatistic statistic)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistic);
        if (ResamplesTasks && first.Tasks != second.Tasks)
        {
            throw new ArgumentException($"Of {first.Tasks} tasks and {second.Tasks} the same ones cannot be drawn.", nameof(second));
        }

        double[] results = new double[Replicates];
        (ScoreMatrix one, ScoreMatrix other) = (first.CreateResample(), second.CreateResample());
        double[] scratch = new double[Math.Max(one.ScratchLength, other.ScratchLength)];
        (int[] tasks, int[] otherTasks) = (AllTasks(first.Tasks), AllTasks(second.Tasks));
        for (int replicate = 0; replicate < results.Length; replicate++)
        {
            RandomStream stream = StreamOf(replicate);
            DrawTasks(tasks, ref stream);
            first.ResampleInto(one, tasks, ref stream);
            second.ResampleInto(other, ResamplesTasks ? tasks : otherTasks, ref stream);
            results[replicate] = statistic(one, other, scratch);
        }

        return results;
    }

    /// <summary>The stream of a replicate.</summary>
    internal RandomStream StreamOf(int replicate) => new(Seed, _purpose, (ulong)replicate);

    /// <summary>The interval between the quantiles 0.025 and 0.975. It reorders the numbers.</summary>
    internal static Interval PercentileInterval(Span<double> replicates) =>
        new(Selection.Quantile(replicates, LowerTail), Selection.Quantile(replicates, UpperTail));

    private static int[] AllTasks(int count) => [.. Enumerable.Range(0, count)];

    private void DrawTasks(Span<int> tasks, ref RandomStream stream)
    {
        for (int place = 0; ResamplesTasks && place < tasks.Length; place++)
        {
            tasks[place] = stream.NextInt(tasks.Length);
        }
    }
}
