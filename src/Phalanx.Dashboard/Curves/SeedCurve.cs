using Phalanx.Analysis.Statistics;

namespace Phalanx.Dashboard.Curves;

/// <summary>The curve of a group: at common places the quartiles over its runs, and how many of them reach there.</summary>
/// <param name="X">The places, ascending.</param>
/// <param name="Median">The medians.</param>
/// <param name="Lower">The lower quartiles.</param>
/// <param name="Upper">The upper quartiles.</param>
/// <param name="Counts">How many runs have a value at each place.</param>
internal sealed record SeedCurve(
    IReadOnlyList<double> X, IReadOnlyList<double> Median, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper, IReadOnlyList<int> Counts)
{
    /// <summary>Aligns runs and takes their quartiles, by linear interpolation between the sorted values (type 7).</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="interval">The distance of places: the evaluation interval; null for places that divide the whole length evenly.</param>
    /// <param name="points">How many places there are at most.</param>
    public static SeedCurve Of(IReadOnlyList<RunLine> runs, long? interval, int points)
    {
        RunLine[] there = [.. runs.Where(run => run.X.Count > 0)];
        if (there.Length == 0)
        {
            return new SeedCurve([], [], [], [], []);
        }

        double first = there.Min(run => run.X[0]);
        double last = there.Max(run => run.X[^1]);
        List<double> x = [];
        List<Quartiles> quartiles = [];
        List<int> counts = [];
        foreach (double place in interval is { } distance ? Multiples(first, last, distance, points) : Even(first, last, there, points))
        {
            double[] values = [.. there.Select(run => run.At(place, early: interval ?? 0)).OfType<double>()];
            if (values.Length > 0)
            {
                x.Add(place);
                quartiles.Add(Quantiles.Quartiles(values));
                counts.Add(values.Length);
            }
        }

        return new SeedCurve(
            x, [.. quartiles.Select(each => each.Median)], [.. quartiles.Select(each => each.Lower)], [.. quartiles.Select(each => each.Upper)], counts);
    }

    /// <summary>The multiples of the interval; of too many every second, third and so on, and always the last one.</summary>
    private static IEnumerable<double> Multiples(double first, double last, long interval, int points)
    {
        long from = (long)(first / interval);
        long to = (long)(last / interval);
        long stride = Math.Max(1, (to - from + points - 1) / points);
        for (long place = from + ((to - from) % stride); place <= to; place += stride)
        {
            yield return (double)place * interval;
        }
    }

    private static IEnumerable<double> Even(double first, double last, RunLine[] runs, int points)
    {
        int count = Math.Min(points, runs.Max(run => run.X.Count));
        for (int i = 0; i < count; i++)
        {
            // The last place is the last row itself, which rounding might miss.
            yield return i == count - 1 ? last : first + ((last - first) * i / (count - 1));
        }
    }
}
