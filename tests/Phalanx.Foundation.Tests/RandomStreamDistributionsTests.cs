using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamDistributionsTests
{
    // The recorded draws were computed with other elementary functions, which differ in the last bits.
    private const double LastBits = 1e-14;

    [Fact]
    public void The_recorded_normals_come_out()
    {
        RandomStream stream = Streams.Recorded();

        Assert.Equal(-0.05969052130187577, stream.NextNormal(), LastBits);
        Assert.Equal(1.3060999255739816, stream.NextNormal(), LastBits);
        Assert.Equal(0.4940485454875287, stream.NextNormal(), LastBits);
        Assert.Equal(12UL, stream.Position);
    }

    [Fact]
    public void The_recorded_gumbels_come_out()
    {
        RandomStream stream = Streams.Recorded();

        Assert.Equal(-0.28366576554888245, stream.NextGumbel(), LastBits);
        Assert.Equal(1.21913202429001, stream.NextGumbel(), LastBits);
        Assert.Equal(-0.19427955755584544, stream.NextGumbel(), LastBits);
    }

    [Fact]
    public void The_recorded_categories_come_out_in_both_precisions()
    {
        RandomStream singles = Streams.Recorded();
        RandomStream doubles = Streams.Recorded();

        foreach (int expected in new[] { 2, 3, 2, 0, 2, 3, 2, 3, 3, 3, 2, 3 })
        {
            Assert.Equal(expected, singles.NextCategorical([1.0f, 0.0f, 2.0f, 3.0f]));
            Assert.Equal(expected, doubles.NextCategorical([1.0, 0.0, 2.0, 3.0]));
        }
    }

    [Fact]
    public void A_category_of_weight_zero_is_never_drawn() =>
        Prop.ForAll<ulong, byte[]>((seed, raw) =>
        {
            // Half of the weights zero, and at least one positive.
            double[] weights = [.. raw.Select(value => value % 2 == 0 ? 0.0 : value), 1.0, 0.0];
            RandomStream stream = Streams.Of(seed);
            return Enumerable.Range(0, 20).All(_ => weights[stream.NextCategorical(weights)] > 0.0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void On_the_rounding_edge_the_last_positive_weight_is_drawn()
    {
        // With the smallest number as the total, a draw above one half rounds up to the whole total.
        double[] weights = [0.0, double.Epsilon, 0.0];
        RandomStream stream = Streams.Of(1);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(1, stream.NextCategorical(weights)));
    }

    [Theory]
    [InlineData(new double[0], "None of the 0 weights")]
    [InlineData(new[] { 0.0, 0.0 }, "None of the 2 weights")]
    [InlineData(new[] { 1.0, -0.5 }, "Weight 1 is -0.5")]
    [InlineData(new[] { double.NaN, 1.0 }, "Weight 0 is NaN")]
    [InlineData(new[] { double.PositiveInfinity }, "sum to infinity")]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, "sum to infinity")]
    public void Weights_that_cannot_be_drawn_from_are_refused(double[] weights, string expected)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => Streams.Of(1).NextCategorical(weights));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
