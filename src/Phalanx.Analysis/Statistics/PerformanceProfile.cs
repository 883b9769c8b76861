namespace Phalanx.Analysis.Statistics;

/// <summary>For every threshold the share of scores that lie strictly above it.</summary>
public static class PerformanceProfile
{
    private const int DefaultCount = 100;

    /// <summary>The thresholds from 0 to 1 at which profiles of normalised scores are drawn.</summary>
    public static IReadOnlyList<double> DefaultThresholds { get; } = Thresholds(0, 1, DefaultCount);

    /// <summary>Thresholds at equal distances, the ends included.</summary>
    /// <param name="low">The first.</param>
    /// <param name="high">The last.</param>
    /// <param name="count">How many, at least two.</param>
    public static double[] Thresholds(double low, double high, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return [.. Enumerable.Range(0, count).Select(index => low + ((high - low) * index / (count - 1)))];
    }

    /// <summary>The share of all scores, of every run on every task, that lie strictly above a threshold.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold.</param>
    public static double ShareOfRunsAbove(ScoreMatrix scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int above = 0;
        foreach (double score in scores.Scores)
        {
            above += score > threshold ? 1 : 0;
        }

        return (double)above / scores.Count;
    }

    /// <summary>The share of tasks whose mean over runs lies strictly above a threshold.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="threshold">The threshold.</param>
    public static double ShareOfTasksAbove(ScoreMatrix scores, double threshold)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int above = 0;
        for (int task = 0; task < scores.Tasks; task++)
        {
            above += Aggregates.MeanOf(scores[task]) > threshold ? 1 : 0;
        }

        return (double)above / scores.Tasks;
    }

    /// <summary>The 95 % interval of the share of runs at every threshold by itself: no band for the whole profile.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="bootstrap">How to resample.</param>
    public static Interval[] Intervals(ScoreMatrix scores, IReadOnlyList<double> thresholds, StratifiedBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(bootstrap);
        return bootstrap.IntervalsOf(
            scores, [.. thresholds.Select(threshold => new ScoreStatistic((resample, _) => ShareOfRunsAbove(resample, threshold)))]);
    }
}
