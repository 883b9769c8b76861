using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamSamplingTests
{
    [Fact]
    public void The_recorded_orders_and_samples_come_out()
    {
        RandomStream stream = Streams.Recorded();
        int[] permutation = new int[8];
        stream.Permutation(permutation);
        Assert.Equal([6, 4, 5, 7, 3, 0, 1, 2], permutation);

        stream = Streams.Recorded();
        char[] letters = [.. "phalanx"];
        stream.Shuffle<char>(letters);
        Assert.Equal("nalxpha", new string(letters));

        stream = Streams.Recorded();
        int[] sparse = new int[5];
        stream.SampleWithoutReplacement(sparse, population: 100);
        Assert.Equal([5, 73, 29, 71, 25], sparse);

        stream = Streams.Recorded();
        int[] dense = new int[34];
        stream.SampleWithoutReplacement(dense, population: 36);
        Assert.Equal([0, 21, 4, 29, 28, 18, 14, 25], dense[..8]);
    }

    [Fact]
    public void A_permutation_holds_every_number_once() =>
        Prop.ForAll<ulong, byte>((seed, count) =>
        {
            RandomStream stream = Streams.Of(seed);
            int[] permutation = new int[count];
            stream.Permutation(permutation);
            return permutation.Order().SequenceEqual(Enumerable.Range(0, count));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sample_holds_distinct_members_of_the_population() =>
        Prop.ForAll<ulong, byte, byte>((seed, a, b) =>
        {
            RandomStream stream = Streams.Of(seed);
            int population = Math.Max(a, b);
            int[] sample = new int[Math.Min(a, b)];
            stream.SampleWithoutReplacement(sample, population);
            return sample.Distinct().Count() == sample.Length && sample.All(member => member >= 0 && member < population);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        RandomStream stream = Streams.Of(5);
        int[] order = new int[3];

        Statistic.AssertEquallyLikely(outcomes: 6, draws: 60_000, () =>
        {
            stream.Permutation(order);
            return Array.IndexOf(["012", "021", "102", "120", "201", "210"], string.Concat(order));
        });
    }

    // A sample this small goes through Floyd's search.
    [Fact]
    public void Every_ordered_sample_is_equally_likely()
    {
        RandomStream stream = Streams.Of(6);
        int[] sample = new int[2];

        Statistic.AssertEquallyLikely(outcomes: 12, draws: 60_000, () =>
        {
            stream.SampleWithoutReplacement(sample, population: 4);
            return (sample[0] * 3) + sample[1] - (sample[1] > sample[0] ? 1 : 0);
        });
    }

    // A sample this large goes through the reservoir.
    [Fact]
    public void Every_member_is_equally_often_first_and_equally_often_left_out_of_a_large_sample()
    {
        RandomStream stream = Streams.Of(7);
        int[] sample = new int[41];

        Statistic.AssertEquallyLikely(outcomes: 42, draws: 42_000, () =>
        {
            stream.SampleWithoutReplacement(sample, population: 42);
            return sample[0];
        });
        Statistic.AssertEquallyLikely(outcomes: 42, draws: 42_000, () =>
        {
            stream.SampleWithoutReplacement(sample, population: 42);
            return (42 * 41 / 2) - sample.Sum();
        });
    }

    [Fact]
    public void A_sample_larger_than_the_population_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Streams.Of(1).SampleWithoutReplacement(new int[3], population: 2));

    [Fact]
    public void Nothing_is_drawn_for_an_empty_sample()
    {
        RandomStream stream = Streams.Of(1);

        stream.SampleWithoutReplacement([], population: 0);
        stream.Permutation([]);

        Assert.Equal(0UL, stream.Position);
    }
}
