namespace Phalanx.Foundation.Tests;

/// <summary>
/// Tests of hypotheses on draws with fixed seeds. The bounds lie four to five standard deviations out: a right generator meets them for
/// nearly every seed, a wrong one for nearly none.
/// </summary>
internal static class Statistic
{
    private const double Deviations = 5.0;

    /// <summary>Asserts the mean and the variance of a distribution whose fourth standardised moment is the kurtosis.</summary>
    public static void AssertMoments(double[] values, double mean, double variance, double kurtosis)
    {
        double sampleMean = values.Average();
        double sampleVariance = values.Average(value => (value - mean) * (value - mean));
        double meanError = Math.Sqrt(variance / values.Length);
        double varianceError = variance * Math.Sqrt((kurtosis - 1.0) / values.Length);

        Assert.InRange(sampleMean, mean - (Deviations * meanError), mean + (Deviations * meanError));
        Assert.InRange(sampleVariance, variance - (Deviations * varianceError), variance + (Deviations * varianceError));
    }

    /// <summary>Asserts by a chi-square test that the outcomes 0 to n - 1 are equally likely.</summary>
    public static void AssertEquallyLikely(int outcomes, int draws, Func<int> draw)
    {
        int[] counts = new int[outcomes];
        for (int i = 0; i < draws; i++)
        {
            counts[draw()]++;
        }

        double expected = (double)draws / outcomes;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 0.0, ChiSquareBound(outcomes - 1));
    }

    /// <summary>Asserts that two columns of numbers are uncorrelated.</summary>
    public static void AssertUncorrelated(double[] left, double[] right)
    {
        double leftMean = left.Average();
        double rightMean = right.Average();
        double covariance = left.Zip(right, (l, r) => (l - leftMean) * (r - rightMean)).Sum();
        double scale = Math.Sqrt(left.Sum(l => (l - leftMean) * (l - leftMean)) * right.Sum(r => (r - rightMean) * (r - rightMean)));
        double bound = Deviations / Math.Sqrt(left.Length);
        Assert.InRange(covariance / scale, -bound, bound);
    }

    /// <summary>The value that chi-square exceeds once in about 30,000 times (Wilson and Hilferty's approximation, 4 deviations).</summary>
    private static double ChiSquareBound(int freedom)
    {
        double spread = 2.0 / (9.0 * freedom);
        return freedom * Math.Pow(1.0 - spread + (4.0 * Math.Sqrt(spread)), 3);
    }
}
