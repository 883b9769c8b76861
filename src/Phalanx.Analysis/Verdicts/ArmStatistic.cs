using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Verdicts;

/// <summary>The statistic of a claim, of arms that may be several: it is taken of each, and the figures become one.</summary>
internal static class ArmStatistic
{
    /// <summary>The statistic of the figures of one arm.</summary>
    public static double Of(ReadOnlySpan<double> figures, ClaimStatistic statistic, Comparison comparison) => statistic switch
    {
        ClaimStatistic.Median => Quantiles.Median(figures),
        ClaimStatistic.Mean => Aggregates.MeanOf(figures),
        ClaimStatistic.Iqm => InterquartileMean(figures),
        ClaimStatistic.Count => Sum(figures),
        ClaimStatistic.Each => comparison is Comparison.AtMost or Comparison.Below ? Largest(figures) : Smallest(figures),
        ClaimStatistic.Spread => MeanEstimate.Of(figures).StandardDeviation ?? double.NaN,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic)),
    };

    /// <summary>The statistic of each arm, made one.</summary>
    public static double Of(IReadOnlyList<double[]> arms, ClaimStatistic statistic, Comparison comparison, Reduction reduction) =>
        Reduce([.. arms.Select(figures => Of(figures, statistic, comparison))], reduction);

    /// <summary>The same of resampled arms, a task for each.</summary>
    public static double Of(ScoreMatrix arms, ClaimStatistic statistic, Comparison comparison, Reduction reduction)
    {
        Span<double> each = stackalloc double[arms.Tasks];
        for (int arm = 0; arm < each.Length; arm++)
        {
            each[arm] = Of(arms[arm], statistic, comparison);
        }

        return Reduce(each, reduction);
    }

    /// <summary>Several figures as one.</summary>
    public static double Reduce(ReadOnlySpan<double> figures, Reduction reduction) => reduction switch
    {
        Reduction.Max => Largest(figures),
        Reduction.Min => Smallest(figures),
        _ => Quantiles.Median(figures),
    };

    private static double InterquartileMean(ReadOnlySpan<double> figures)
    {
        double[] sorted = figures.ToArray();
        Array.Sort(sorted);
        return Aggregates.InterquartileMeanOfSorted(sorted);
    }

    private static double Sum(ReadOnlySpan<double> figures)
    {
        double sum = 0;
        foreach (double figure in figures)
        {
            sum += figure;
        }

        return sum;
    }

    private static double Largest(ReadOnlySpan<double> figures)
    {
        double largest = double.NegativeInfinity;
        foreach (double figure in figures)
        {
            largest = Math.Max(largest, figure);
        }

        return largest;
    }

    private static double Smallest(ReadOnlySpan<double> figures)
    {
        double smallest = double.PositiveInfinity;
        foreach (double figure in figures)
        {
            smallest = Math.Min(smallest, figure);
        }

        return smallest;
    }
}
