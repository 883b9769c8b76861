namespace Phalanx.Environments.Tests;

/// <summary>Compares numbers that were rounded to single precision once.</summary>
internal static class Closeness
{
    private const double Tolerance = 1e-6;

    public static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<float> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int index = 0; index < expected.Count; index++)
        {
            Assert.True(Math.Abs(expected[index] - actual[index]) <= Tolerance, $"number {index} is {actual[index]}, not {expected[index]}");
        }
    }
}
