namespace Phalanx.Analysis.Statistics;

/// <summary>A mean with what is known of its error: mean ± t(0.975, n-1) s / sqrt(n).</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation, with n - 1; null with one value.</param>
public sealed record MeanEstimate(int Count, double Mean, double? StandardDeviation)
{
    private const double Confidence = 0.975;

    /// <summary>The standard error of the mean; null with one value.</summary>
    public double? StandardError => StandardDeviation / Math.Sqrt(Count);

    /// <summary>Half the width of the 95 % interval; null with one value.</summary>
    public double? HalfWidth => StandardError is { } error ? StudentT.Quantile(Confidence, Count - 1) * error : null;

    /// <summary>The 95 % interval; null with one value, which says nothing of its error.</summary>
    public Interval? Interval => HalfWidth is { } half ? new Interval(Mean - half, Mean + half) : null;

    /// <summary>Estimates.</summary>
    /// <param name="values">The values, at least one.</param>
    public static MeanEstimate Of(ReadOnlySpan<double> values)
    {
        double mean = Aggregates.MeanOf(values);
        return new MeanEstimate(values.Length, mean, values.Length > 1 ? Math.Sqrt(SquaredDeviations(values, mean) / (values.Length - 1)) : null);
    }

    private static double SquaredDeviations(ReadOnlySpan<double> values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
