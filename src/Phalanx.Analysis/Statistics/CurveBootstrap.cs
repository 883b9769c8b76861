using Phalanx.Foundation;

namespace Phalanx.Analysis.Statistics;

/// <summary>A number that stands for values in ascending order, such as <see cref="Aggregates.InterquartileMeanOfSorted"/>.</summary>
/// <param name="sorted">The values.</param>
public delegate double SortedStatistic(ReadOnlySpan<double> sorted);

/// <summary>
/// Intervals along the curves of several runs of one task. They are of single steps: no band that holds the whole curve. At a step a resample
/// is decided by how often it has the lowest run, the one above, and so on, and these numbers are drawn alike at every step. So a replicate draws
/// them once for all steps, in order, and no resample is sorted.
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
        int[] places = Draws(runs.Count, bootstrap);
        double[] replicates = new double[bootstrap.Replicates];
        double[] column = new double[runs.Count];
        double[] resample = new double[runs.Count];
        var intervals = new Interval[runs[0].Length];
        for (int step = 0; step < intervals.Length; step++)
        {
            for (int run = 0; run < runs.Count; run++)
            {
                column[run] = runs[run][step];
            }

            Array.Sort(column);
            for (int replicate = 0; replicate < replicates.Length; replicate++)
            {
                ReadOnlySpan<int> drawn = places.AsSpan(replicate * resample.Length, resample.Length);
                for (int place = 0; place < drawn.Length; place++)
                {
                    resample[place] = column[drawn[place]];
                }

                replicates[replicate] = statistic(resample);
            }

            intervals[step] = StratifiedBootstrap.PercentileInterval(replicates);
        }

        return intervals;
    }

    /// <summary>For every replicate the places in the order of values that it draws, ascending.</summary>
    private static int[] Draws(int runs, StratifiedBootstrap bootstrap)
    {
        int[] places = new int[bootstrap.Replicates * runs];
        for (int replicate = 0; replicate < bootstrap.Replicates; replicate++)
        {
            RandomStream stream = bootstrap.StreamOf(replicate);
            Span<int> drawn = places.AsSpan(replicate * runs, runs);
            for (int draw = 0; draw < runs; draw++)
            {
                drawn[draw] = stream.NextInt(runs);
            }

            drawn.Sort();
        }

        return places;
    }
}
