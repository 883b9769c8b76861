using Phalanx.Analysis.Isotonic;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Isotonic;

public class IsotonicRegressionTests
{
    private const int Trials = 100;

    public static TheoryData<int, int> Grids => new() { { 1, 6 }, { 2, 2 }, { 2, 3 }, { 2, 5 }, { 3, 2 }, { 3, 3 }, { 4, 2 } };

    [Theory]
    [MemberData(nameof(Grids))]
    public void A_fit_never_decreases_along_a_coordinate(int dimensions, int side) => ForRandomProblems(
        dimensions, side, (targets, weights, fit) =>
        {
            for (int lower = 0; lower < fit.Length; lower++)
            {
                for (int upper = 0; upper < fit.Length; upper++)
                {
                    Assert.True(!Grid.IsAtMost(lower, upper, dimensions, side) || fit[lower] <= fit[upper] + 1e-9);
                }
            }
        });

    // The loss is convex and so are the monotonic tables: a fit is the best one if and only if no monotonic direction improves it. Those
    // directions are made of upper sets, but random monotonic tables reach all of them in the end.
    [Theory]
    [MemberData(nameof(Grids))]
    public void No_step_towards_another_monotonic_table_improves_a_fit(int dimensions, int side)
    {
        var stream = new RandomStream(7, StreamPurpose.Named("other tables"), 0);
        ForRandomProblems(dimensions, side, (targets, weights, fit) =>
        {
            double loss = weights.Loss(targets, fit);
            double[] other = new double[fit.Length];
            for (int attempt = 0; attempt < 20; attempt++)
            {
                FillMonotonic(ref stream, other, dimensions, side);
                foreach (double step in new[] { 1e-4, 0.01, 0.3, 1.0 })
                {
                    double[] moved = [.. fit.Zip(other, (own, its) => own + (step * (its - own)))];
                    Assert.True(weights.Loss(targets, moved) >= loss - 1e-9);
                }
            }
        });
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Both_ways_to_split_blocks_of_a_regression_lead_to_the_same_fit(int side)
    {
        var byCut = new IsotonicRegression(2, side, new MaximumClosure(2, side));
        ForRandomProblems(2, side, (targets, weights, fit) =>
        {
            double[] other = new double[fit.Length];
            byCut.Fit(targets, weights, other);
            Assert.All(fit.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-8));
        });
    }

    [Fact]
    public void A_chain_is_pooled_where_it_falls()
    {
        double[] fit = new double[5];
        new IsotonicRegression(1, 5).Fit([1, 3, 2, 5, 4], CellWeights.Given([1, 1, 3, 1, 1]), fit);
        Assert.Equal([1, 2.25, 2.25, 4.5, 4.5], fit);
    }

    [Fact]
    public void A_falling_chain_becomes_its_expectile()
    {
        // (4 - m) + (3 - m) = 0.5 ((m - 1) + (m - 0)) at m = 2.5.
        double[] fit = new double[4];
        new IsotonicRegression(1, 4).Fit([4, 3, 1, 0], CellWeights.Asymmetric(0.5), fit);
        Assert.All(fit, value => Assert.Equal(2.5, value, 1e-12));
    }

    private static void ForRandomProblems(int dimensions, int side, Action<double[], CellWeights, double[]> check)
    {
        var stream = new RandomStream(3, StreamPurpose.Named("isotonic problems"), 0);
        var regression = new IsotonicRegression(dimensions, side);
        int cells = (int)Math.Pow(side, dimensions);
        for (int trial = 0; trial < Trials; trial++)
        {
            double[] targets = new double[cells];
            stream.FillNormal(targets.AsSpan());
            double[] given = new double[cells];
            stream.FillUniform(given.AsSpan(), 0.01, 1);
            CellWeights weights = trial % 2 == 0 ? CellWeights.Given(given) : CellWeights.Asymmetric(given[0]);
            double[] fit = new double[cells];
            regression.Fit(targets, weights, fit);
            check(targets, weights, fit);
        }
    }

    private static void FillMonotonic(ref RandomStream stream, double[] table, int dimensions, int side)
    {
        table.AsSpan().Fill(stream.NextNormal());
        for (int raise = 0; raise < 3; raise++)
        {
            int seed = stream.NextInt(table.Length);
            double amount = stream.NextDouble();
            for (int cell = 0; cell < table.Length; cell++)
            {
                table[cell] += Grid.IsAtMost(seed, cell, dimensions, side) ? amount : 0;
            }
        }
    }
}
