namespace Phalanx.Analysis.Statistics;

/// <summary>
/// Quantiles by linear interpolation at the position p(n-1) of the sorted values. Infinite values are allowed, so that a run that never reached
/// something, or failed, can take part: between a finite number and an infinite one lies an infinite one.
/// </summary>
public static class Quantiles
{
    /// <summary>A quantile of values in any order. Not a number where one of the values is none.</summary>
    /// <param name="values">The values, at least one. They are not changed.</param>
    /// <param name="p">Which one: 0 the least, 0.5 the median, 1 the greatest.</param>
    public static double Of(ReadOnlySpan<double> values, double p)
    {
        double[] sorted = values.ToArray();
        return OfUnsorted(sorted, p);
    }

    /// <summary>The median of values in any order.</summary>
    /// <param name="values">The values, at least one.</param>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>The quartiles: what the band from 25 to 75 % is drawn from.</summary>
    /// <param name="values">The values, at least one.</param>
    public static Quartiles Quartiles(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return new Quartiles(OfSorted(sorted, 0.25), OfSorted(sorted, 0.5), OfSorted(sorted, 0.75));
    }

    /// <summary>A quantile of values that are sorted already.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    /// <param name="p">Which one, from 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for by a number from 0 to 1.");
        }

        // What is no number is sorted to the front.
        if (double.IsNaN(sorted[0]))
        {
            return double.NaN;
        }

        double position = p * (sorted.Length - 1);
        int below = (int)position;
        double part = position - below;
        return part == 0 ? sorted[below] : Between(sorted[below], sorted[below + 1], part);
    }

    /// <summary>The median of values that are sorted already.</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    public static double MedianOfSorted(ReadOnlySpan<double> sorted) => OfSorted(sorted, 0.5);

    /// <summary>Sorts the values where they lie, and takes a quantile. Allocates nothing.</summary>
    internal static double OfUnsorted(Span<double> values, double p)
    {
        values.Sort();
        return OfSorted(values, p);
    }

    /// <summary>The number at a part of the way from one to another, which may be infinite.</summary>
    internal static double Between(double low, double high, double part)
    {
        if (low == high || part == 0)
        {
            return low;
        }

        return double.IsFinite(low) && double.IsFinite(high) ? low + (part * (high - low)) : (low * (1 - part)) + (high * part);
    }
}

/// <summary>The three quartiles.</summary>
/// <param name="Lower">The quantile 0.25.</param>
/// <param name="Median">The quantile 0.5.</param>
/// <param name="Upper">The quantile 0.75.</param>
public readonly record struct Quartiles(double Lower, double Median, double Upper);
