using Phalanx.Environments;

namespace Phalanx.Analysis.Tests.Projections;

/// <summary>What is expected of a projection.</summary>
internal static class Expect
{
    private const double Tolerance = 1e-9;

    /// <summary>The loss and exactly these tables with these greedy sets, in any order.</summary>
    public static void Minimisers(Projection actual, double loss, params (double[,] Table, (int, int)[] Greedy)[] expected)
    {
        Loss(actual, loss);
        Assert.Equal(expected.Length, actual.Minimisers.Count);
        foreach ((double[,] table, (int, int)[] greedy) in expected)
        {
            Minimiser match = Assert.Single(actual.Minimisers, minimiser => Distance(minimiser.Table, new PayoffTable(table)) <= Tolerance);
            Assert.Equal(greedy, Pairs(match));
        }
    }

    /// <summary>The loss.</summary>
    public static void Loss(Projection actual, double loss, double tolerance = Tolerance) =>
        Assert.Equal(loss, actual.Loss, tolerance * (1 + loss));

    /// <summary>The greedy joint actions of all minimisers.</summary>
    public static (int, int)[] Greedy(Projection projection) => [.. projection.Minimisers.SelectMany(Pairs).Distinct().Order()];

    /// <summary>The greedy joint actions of a minimiser.</summary>
    public static (int, int)[] Pairs(Minimiser minimiser) => [.. minimiser.GreedySet.Select(joint => (joint[0], joint[1]))];

    /// <summary>The largest difference between two tables.</summary>
    public static double Distance(PayoffTable first, PayoffTable second) =>
        Enumerable.Range(0, first.Values.Length).Max(cell => Math.Abs(first.Values[cell] - second.Values[cell]));
}
