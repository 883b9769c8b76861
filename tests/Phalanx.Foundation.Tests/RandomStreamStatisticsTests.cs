namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamStatisticsTests
{
    private const int Draws = 100_000;

    private delegate double Draw(ref RandomStream stream);

    [Fact]
    public void Uniforms_have_their_mean_and_variance()
    {
        Statistic.AssertMoments(Column(1, 0, (ref s) => s.NextDouble()), 1.0 / 2.0, 1.0 / 12.0, 9.0 / 5.0);
        Statistic.AssertMoments(Column(2, 0, (ref s) => s.NextSingle()), 1.0 / 2.0, 1.0 / 12.0, 9.0 / 5.0);
        Statistic.AssertMoments(Column(3, 0, (ref s) => s.NextUniform(-2.0, 4.0)), 1.0, 3.0, 9.0 / 5.0);
    }

    [Fact]
    public void Normals_have_their_mean_variance_and_tails()
    {
        double[] values = Column(4, 0, (ref s) => s.NextNormal());

        Statistic.AssertMoments(values, 0.0, 1.0, 3.0);
        Assert.InRange(values.Count(value => Math.Abs(value) > 1.959964) / (double)Draws, 0.0465, 0.0535);
        Statistic.AssertUncorrelated(values[..^1], values[1..]);
    }

    [Fact]
    public void Gumbels_have_their_mean_and_variance()
    {
        const double EulerGamma = 0.57721566490153286;
        double[] values = Column(5, 0, (ref s) => s.NextGumbel());

        Statistic.AssertMoments(values, EulerGamma, Math.PI * Math.PI / 6.0, 5.4);
    }

    [Fact]
    public void Integers_below_seven_are_equally_likely()
    {
        RandomStream stream = Streams.Of(6);

        Statistic.AssertEquallyLikely(7, 70_000, () => stream.NextInt(7));
    }

    // With three quarters of 2^32 outcomes, scaling a word without rejection draws every third number twice as often as the others.
    [Fact]
    public void A_huge_range_has_no_favourites()
    {
        const int Quarter = 1 << 30;
        RandomStream stream = Streams.Of(7);

        Statistic.AssertEquallyLikely(outcomes: 3, Draws, () =>
        {
            long value = stream.NextInt(int.MinValue, Quarter);
            return (int)((value - int.MinValue) % 3);
        });
    }

    [Fact]
    public void Categories_come_in_proportion_to_their_weights()
    {
        RandomStream stream = Streams.Of(8);
        float[] weights = [1.0f, 0.0f, 2.0f, 3.0f];

        // Splitting each category in as many parts as its weight makes all parts equally likely.
        Statistic.AssertEquallyLikely(6, 60_000, () => stream.NextCategorical(weights) switch
        {
            0 => 0,
            2 => 1 + stream.NextInt(2),
            _ => 3 + stream.NextInt(3),
        });
    }

    [Fact]
    public void Neighbouring_addresses_are_independent()
    {
        static double Uniform(ref RandomStream s) => s.NextDouble();
        double[] column = Column(9, 100, Uniform);

        Statistic.AssertUncorrelated(column, Column(10, 100, Uniform));
        Statistic.AssertUncorrelated(column, Column(9, 101, Uniform));
        Statistic.AssertUncorrelated(column[..^1], column[1..]);
    }

    [Fact]
    public void The_first_draws_of_successive_indices_are_independent()
    {
        double[] firsts = [.. Enumerable.Range(0, Draws).Select(index => Streams.Of(11, (ulong)index).NextDouble())];

        Statistic.AssertMoments(firsts, 1.0 / 2.0, 1.0 / 12.0, 9.0 / 5.0);
        Statistic.AssertUncorrelated(firsts[..^1], firsts[1..]);
    }

    private static double[] Column(ulong seed, ulong index, Draw draw)
    {
        RandomStream stream = Streams.Of(seed, index);
        double[] column = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            column[i] = draw(ref stream);
        }

        return column;
    }
}
