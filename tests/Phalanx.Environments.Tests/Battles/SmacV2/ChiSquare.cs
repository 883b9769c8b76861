namespace Phalanx.Environments.Tests.Battles;

/// <summary>Pearson's test that counts come from a distribution.</summary>
internal static class ChiSquare
{
    // What chi-square exceeds once in a thousand times, by degrees of freedom from 1.
    private static readonly double[] Critical = [10.828, 13.816, 16.266, 18.467, 20.515, 22.458, 24.322, 26.124, 27.877];

    /// <summary>Asserts that outcomes are as frequent as they should be. One that should never come never comes.</summary>
    public static void AssertFits(IReadOnlyList<int> counts, params IReadOnlyList<double> probabilities)
    {
        Assert.Equal(probabilities.Count, counts.Count);
        Assert.Equal(1, probabilities.Sum(), 1e-9);
        double draws = counts.Sum();
        double distance = 0;
        int freedom = -1;
        for (int outcome = 0; outcome < counts.Count; outcome++)
        {
            double expected = draws * probabilities[outcome];
            if (expected == 0)
            {
                Assert.Equal(0, counts[outcome]);
                continue;
            }

            freedom++;
            distance += (counts[outcome] - expected) * (counts[outcome] - expected) / expected;
        }

        Assert.InRange(distance, 0, Critical[freedom - 1]);
    }

    /// <summary>Asserts that all outcomes are equally frequent.</summary>
    public static void AssertEven(IReadOnlyList<int> counts) => AssertFits(counts, [.. counts.Select(_ => 1.0 / counts.Count)]);
}
