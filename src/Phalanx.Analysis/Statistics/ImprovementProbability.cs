namespace Phalanx.Analysis.Statistics;

/// <summary>A number that stands for how the scores of two arms compare.</summary>
/// <param name="first">The scores of the arm.</param>
/// <param name="second">The scores of the other arm.</param>
/// <param name="scratch">Memory to work in, enough for the larger of both.</param>
public delegate double PairStatistic(ScoreMatrix first, ScoreMatrix second, Span<double> scratch);

/// <summary>
/// How likely it is that a run of one arm is better than a run of another on the same task, in the mean over tasks. On a task it is U / (n m): the
/// share of pairs of runs in which the first is better, where a tie counts one half (the statistic of H. Mann and D. Whitney).
/// </summary>
public static class ImprovementProbability
{
    /// <summary>From here on an improvement is called large, when its whole interval lies above <see cref="Chance"/>.</summary>
    public const double Large = 0.75;

    /// <summary>What two arms that are alike have.</summary>
    public const double Chance = 0.5;

    /// <summary>The probability as a statistic that can be resampled.</summary>
    public static PairStatistic Statistic { get; } = (first, second, _) => Of(first, second);

    /// <summary>The probability.</summary>
    /// <param name="first">The scores of the arm that may be better.</param>
    /// <param name="second">The scores of the other arm, of the same tasks.</param>
    public static double Of(ScoreMatrix first, ScoreMatrix second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Tasks != second.Tasks)
        {
            throw new ArgumentException($"{first.Tasks} tasks cannot be compared with {second.Tasks}.", nameof(second));
        }

        double sum = 0;
        for (int task = 0; task < first.Tasks; task++)
        {
            sum += OnTask(first[task], second[task]);
        }

        return sum / first.Tasks;
    }

    private static double OnTask(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double better = 0;
        foreach (double score in first)
        {
            foreach (double other in second)
            {
                better += score > other ? 1 : score == other ? 0.5 : score < other ? 0 : double.NaN;
            }
        }

        return better / ((double)first.Length * second.Length);
    }
}
