namespace Phalanx.Foundation;

// Whole spans at once. A fill is the same as its single draws one after the other, so it may be cut into pieces freely.
public partial struct RandomStream
{
    /// <summary>Fills a span with numbers in [<paramref name="low"/>, <paramref name="high"/>). One word each.</summary>
    /// <param name="destination">What to fill.</param>
    /// <param name="low">The lower bound, which may be drawn.</param>
    /// <param name="high">The upper bound, which is not drawn.</param>
    /// <exception cref="ArgumentException">The bounds are in the wrong order, or infinitely far apart, or not numbers.</exception>
    public void FillUniform(Span<float> destination, float low, float high)
    {
        ThrowIfNotInterval(low, high);
        foreach (ref float value in destination)
        {
            value = NextWithin(low, high);
        }
    }

    /// <summary>Fills a span with numbers in [<paramref name="low"/>, <paramref name="high"/>). Two words each.</summary>
    /// <inheritdoc cref="FillUniform(Span{float}, float, float)"/>
    public void FillUniform(Span<double> destination, double low, double high)
    {
        ThrowIfNotInterval(low, high);
        foreach (ref double value in destination)
        {
            value = NextWithin(low, high);
        }
    }

    /// <summary>Fills a span with numbers from a normal distribution. Four words each.</summary>
    /// <param name="destination">What to fill.</param>
    /// <param name="mean">The mean of the distribution.</param>
    /// <param name="standardDeviation">Its standard deviation, not negative.</param>
    public void FillNormal(Span<float> destination, float mean = 0.0f, float standardDeviation = 1.0f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        foreach (ref float value in destination)
        {
            value = (float)(mean + (standardDeviation * NextNormal()));
        }
    }

    /// <inheritdoc cref="FillNormal(Span{float}, float, float)"/>
    public void FillNormal(Span<double> destination, double mean = 0.0, double standardDeviation = 1.0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        foreach (ref double value in destination)
        {
            value = mean + (standardDeviation * NextNormal());
        }
    }
}
