using Phalanx.Analysis.Statistics;

namespace Phalanx.Analysis.Figures;

/// <summary>A curve with a band.</summary>
/// <param name="Label">What the legend calls it.</param>
/// <param name="X">Where its points are, ascending.</param>
/// <param name="Y">The curve. What is no number is a gap.</param>
/// <param name="Band">The band around it; null where there is none.</param>
public sealed record CurveSeries(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<Interval>? Band)
{
    /// <summary>Its place among the colours; series of one arm have the same in all figures.</summary>
    public int Colour { get; init; }

    /// <summary>Whether it is a level that the others are drawn beside.</summary>
    public bool IsReference { get; init; }

    /// <summary>
    /// The curve with fewer points, at equal distances and with the last one, so that a page of long runs stays small. Tables keep all of them.
    /// </summary>
    /// <param name="most">The most points it may have, at least two.</param>
    public CurveSeries Thinned(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (X.Count <= most)
        {
            return this;
        }

        int[] kept = [.. Enumerable.Range(0, most).Select(place => (int)((long)place * (X.Count - 1) / (most - 1)))];
        return this with
        {
            X = [.. kept.Select(index => X[index])],
            Y = [.. kept.Select(index => Y[index])],
            Band = Band is { } band ? [.. kept.Select(index => band[index])] : null,
        };
    }
}
