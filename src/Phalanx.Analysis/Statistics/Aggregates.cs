namespace Phalanx.Analysis.Statistics;

/// <summary>A number that stands for all scores of an arm.</summary>
/// <param name="scores">The scores.</param>
/// <param name="scratch">Memory to work in, of <see cref="ScoreMatrix.ScratchLength"/>, so that nothing is allocated.</param>
public delegate double ScoreStatistic(ScoreMatrix scores, Span<double> scratch);

/// <summary>
/// Numbers that stand for the scores of an arm over runs and tasks, as R. Agarwal et al., "Deep reinforcement learning at the edge of the statistical
/// precipice", 2021, define it. A score that is not a number makes the result none.
/// </summary>
public static class Aggregates
{
    private const double Trimmed = 0.25;

    /// <summary>The mean over tasks of the mean over runs.</summary>
    public static ScoreStatistic Mean { get; } = (scores, _) =>
    {
        double sum = 0;
        for (int task = 0; task < scores.Tasks; task++)
        {
            sum += MeanOf(scores[task]);
        }

        return sum / scores.Tasks;
    };

    /// <summary>The median <em>over tasks</em> of the mean over runs. With one task it is the mean.</summary>
    public static ScoreStatistic MedianOverTasks { get; } = (scores, scratch) =>
    {
        Span<double> means = scratch[..scores.Tasks];
        for (int task = 0; task < means.Length; task++)
        {
            means[task] = MeanOf(scores[task]);
        }

        return Quantiles.OfUnsorted(means, 0.5);
    };

    /// <summary>The median of all scores: with one task, that over runs.</summary>
    public static ScoreStatistic MedianOfScores { get; } = (scores, scratch) => Quantiles.OfUnsorted(Copy(scores, scratch), 0.5);

    /// <summary>The interquartile mean: the mean of what is left of all scores when a quarter is dropped at each end.</summary>
    public static ScoreStatistic InterquartileMean { get; } = (scores, scratch) =>
    {
        Span<double> copy = Copy(scores, scratch);
        copy.Sort();
        return InterquartileMeanOfSorted(copy);
    };

    /// <summary>How far the scores, cut at 1, are below 1 in the mean.</summary>
    public static ScoreStatistic OptimalityGap { get; } = OptimalityGapBelow(1);

    /// <summary>How far the scores, cut at a number, are below it in the mean.</summary>
    /// <param name="gamma">The number beyond which a score is good enough.</param>
    public static ScoreStatistic OptimalityGapBelow(double gamma) => (scores, _) =>
    {
        double sum = 0;
        foreach (double score in scores.Scores)
        {
            sum += Math.Min(score, gamma);
        }

        return gamma - (sum / scores.Count);
    };

    /// <summary>What a statistic says of scores.</summary>
    /// <param name="statistic">The statistic.</param>
    /// <param name="scores">The scores.</param>
    public static double Of(this ScoreStatistic statistic, ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(scores);
        return statistic(scores, new double[scores.ScratchLength]);
    }

    /// <summary>The interquartile mean of values in ascending order: floor(n/4) values are dropped at each end.</summary>
    /// <param name="sorted">The values, at least one. Of three or fewer none is dropped.</param>
    public static double InterquartileMeanOfSorted(ReadOnlySpan<double> sorted)
    {
        // What is no number is sorted to the front, from where it must not be dropped.
        int dropped = (int)(Trimmed * sorted.Length);
        return sorted.Length > 0 && double.IsNaN(sorted[0]) ? double.NaN : MeanOf(sorted[dropped..^dropped]);
    }

    /// <summary>The mean of values.</summary>
    /// <param name="values">The values, at least one.</param>
    public static double MeanOf(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static Span<double> Copy(ScoreMatrix scores, Span<double> scratch)
    {
        scores.Scores.CopyTo(scratch);
        return scratch[..scores.Count];
    }
}
