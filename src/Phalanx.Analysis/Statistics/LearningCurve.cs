namespace Phalanx.Analysis.Statistics;

/// <summary>What a curve of one run says of how fast it learned. Lists of steps and of values are row by row.</summary>
public static class LearningCurve
{
    /// <summary>
    /// The first step at which the value is at least a threshold and the next row confirms it; the last row confirms itself. Infinity when
    /// there is none, so that medians over runs can be taken.
    /// </summary>
    /// <param name="steps">The steps, ascending.</param>
    /// <param name="values">The values; null where a row has none, which reaches and confirms nothing.</param>
    /// <param name="threshold">The threshold.</param>
    public static double FirstConfirmed(IReadOnlyList<long> steps, IReadOnlyList<double?> values, double threshold)
    {
        ThrowIfMismatched(steps, values);
        for (int row = 0; row < steps.Count; row++)
        {
            if (values[row] >= threshold && (row == steps.Count - 1 || values[row + 1] >= threshold))
            {
                return steps[row];
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>The mean of the rows that have a value: the area under a curve of equal intervals, as a share of its length.</summary>
    /// <param name="values">The values.</param>
    /// <returns>Null without any.</returns>
    public static double? Area(IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] present = [.. values.OfType<double>()];
        return present.Length > 0 ? Aggregates.MeanOf(present) : null;
    }

    private static void ThrowIfMismatched(IReadOnlyList<long> steps, IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(values);
        if (steps.Count != values.Count)
        {
            throw new ArgumentException($"There are {steps.Count} steps and {values.Count} values.", nameof(values));
        }
    }
}
