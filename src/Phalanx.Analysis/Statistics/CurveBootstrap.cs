using Phalanx.Foundation;

namespace Phalanx.Analysis.Statistics;

/// <summary>A number that stands for values in ascending order, such as <see cref="Aggregates.InterquartileMeanOfSorted"/>.</summary>
/// <param name="sorted">The values.</param>
public delegate double SortedStatistic(ReadOnlySpan<double> sorted);

/// <summary>
/// Intervals along the curves of several runs of one task. A replicate draws whole runs, once for all steps. At a single step that is the same
/// as drawing there alone, and the intervals are of single steps: they are no band that holds the whole curve.
/// </summary>
public static class CurveBootstrap
{
    /// <summary>The 95 % interval of a statistic at every step.</summary>
    /// <param name="runs">For every run its value at every step.</param>
    /// <param name="statistic">The statistic over runs.</param>
    /// <param name="bootstrap">How to resample.</param>
    public static Interval[] Intervals(IReadOnlyList<double[]> runs, SortedStatistic statistic, StratifiedBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(bootstrap);
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        int[] times = Draws(runs.Count, bootstrap);
        double[] replicates = new double[bootstrap.Replicates];
        double[] column = new double[runs.Count];
        double[] resample = new double[runs.Count];
        int[] order = new int[runs.Count];
        var intervals = new Interval[runs[0].Length];
        for (int step = 0; step < intervals.Length; step++)
        {
            for (int run = 0; run < runs.Count; run++)
            {
                (column[run], order[run]) = (runs[run][step], run);
            }

            // Sorted once: what each replicate draws is then in order already.
            Array.Sort(column, order);
            for (int replicate = 0; replicate < replicates.Length; replicate++)
            {
                replicates[replicate] = statistic(Repeat(column, order, times.AsSpan(replicate * runs.Count, runs.Count), resample));
            }

            intervals[step] = StratifiedBootstrap.PercentileInterval(replicates);
        }

        return intervals;
    }

    /// <summary>For every replicate how often it draws each run.</summary>
    private static int[] Draws(int runs, StratifiedBootstrap bootstrap)
    {
        int[] times = new int[bootstrap.Replicates * runs];
        for (int replicate = 0; replicate < bootstrap.Replicates; replicate++)
        {
            RandomStream stream = bootstrap.StreamOf(replicate);
            for (int draw = 0; draw < runs; draw++)
            {
                times[(replicate * runs) + stream.NextInt(runs)]++;
            }
        }

        return times;
    }

    private static Span<double> Repeat(ReadOnlySpan<double> column, ReadOnlySpan<int> order, ReadOnlySpan<int> times, Span<double> resample)
    {
        int next = 0;
        for (int place = 0; place < column.Length; place++)
        {
            for (int left = times[order[place]]; left > 0; left--)
            {
                resample[next++] = column[place];
            }
        }

        return resample;
    }
}
