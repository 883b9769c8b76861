using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Foundation.Tests;

public sealed class RandomStreamTests
{
    private const ulong LastPosition = (1UL << 34) - 4;

    [Fact]
    public void The_recorded_words_come_out()
    {
        RandomStream stream = Streams.Recorded();

        uint[] expected =
            [0x4dbd080a, 0x43d7ac53, 0x0d5f1f85, 0xbe81e367, 0xb7cabd89, 0x4c0029a8, 0x6af4cd3d, 0x17832f81];
        foreach (uint word in expected)
        {
            Assert.Equal(word, stream.NextUInt32());
        }
    }

    [Fact]
    public void A_long_word_is_two_words_the_low_one_first()
    {
        RandomStream stream = Streams.Recorded();

        Assert.Equal(0x43d7ac53_4dbd080aUL, stream.NextUInt64());
        Assert.Equal(0xbe81e367_0d5f1f85UL, stream.NextUInt64());
        Assert.Equal(4UL, stream.Position);
    }

    [Fact]
    public void A_jump_lands_on_the_recorded_words()
    {
        RandomStream stream = Streams.Recorded();

        stream.Position = 39;

        Assert.Equal(0x1e858549u, stream.NextUInt32());
        Assert.Equal(0x28b7f455u, stream.NextUInt32());
        Assert.Equal(0xaf4f768au, stream.NextUInt32());
        Assert.Equal(42UL, stream.Position);
    }

    [Fact]
    public void Restoring_a_position_repeats_what_followed_it() =>
        Prop.ForAll<ulong, byte, byte>((seed, before, after) =>
        {
            RandomStream stream = Streams.Of(seed);
            Words(ref stream, before);
            ulong position = stream.Position;
            uint[] first = Words(ref stream, after);
            stream.Position = position;
            return first.SequenceEqual(Words(ref stream, after));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        RandomStream original = Streams.Of(1);
        RandomStream copy = original;

        uint[] drawn = Words(ref original, 10);

        Assert.Equal(0UL, copy.Position);
        Assert.Equal(drawn, Words(ref copy, 10));
    }

    [Fact]
    public void Changing_any_part_of_the_address_changes_the_words() =>
        Prop.ForAll<ulong, ulong>((seed, index) =>
        {
            RandomStream[] streams =
            [
                new(seed, Streams.Rollout, index),
                new(seed + 1, Streams.Rollout, index),
                new(seed, StreamPurpose.Named("replay"), index),
                new(seed, Streams.Rollout, index + 1),
                new(seed, Streams.Rollout, index ^ (1UL << 32)),
                new(seed ^ (1UL << 32), Streams.Rollout, index),
            ];
            return streams.Select(stream => stream.NextUInt64()).Distinct().Count() == streams.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_used_up_stream_throws_rather_than_repeats()
    {
        RandomStream stream = Streams.Of(1);
        stream.Position = LastPosition - 1;
        stream.NextUInt32();

        Assert.Equal(LastPosition, stream.Position);
        Assert.Throws<InvalidOperationException>(() => stream.NextUInt32());
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = LastPosition + 1);
    }

    [Fact]
    public void The_recorded_seed_is_derived() =>
        Assert.Equal(0x40dca513_fdc6b125UL, RandomStream.DeriveSeed(0x0123456789ABCDEF, Streams.Rollout, 0xFEDCBA9876543210));

    [Fact]
    public void Derived_seeds_are_distinct()
    {
        HashSet<ulong> seeds = [];
        for (ulong index = 0; index < 10_000; index++)
        {
            Assert.True(seeds.Add(RandomStream.DeriveSeed(1, Streams.Rollout, index)));
            Assert.True(seeds.Add(RandomStream.DeriveSeed(2, Streams.Rollout, index)));
        }
    }

    private static uint[] Words(ref RandomStream stream, int count)
    {
        uint[] words = new uint[count];
        for (int i = 0; i < count; i++)
        {
            words[i] = stream.NextUInt32();
        }

        return words;
    }
}
