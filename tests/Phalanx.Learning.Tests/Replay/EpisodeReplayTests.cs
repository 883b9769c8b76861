using FsCheck;
using FsCheck.Fluent;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class EpisodeReplayTests
{
    [Fact]
    public void Episodes_of_any_layout_are_read_from_the_replay_as_they_were_written() =>
        Prop.ForAll(
            Layouts.Any.ToArbitrary(),
            Gen.Choose(1, 7).ToArbitrary(),
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (layout, capacity, seed) =>
            {
                var random = new Random(seed);
                var replay = new EpisodeReplay(layout, capacity);
                var writer = new EpisodeWriter(layout);
                List<PlainEpisode> held = [];
                for (int added = 1; added <= (2 * capacity) + 1; added++)
                {
                    var episode = new PlainEpisode(layout, random.Next(1, layout.EpisodeLimit + 1), random.Next());
                    held.Add(episode);
                    held.RemoveRange(0, Math.Max(0, held.Count - capacity));
                    episode.WriteTo(writer);
                    replay.Add(writer);
                    if (added % capacity is 0 or 1)
                    {
                        AssertHolds(held, replay, added);
                    }
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_episode_replaces_the_oldest_in_a_full_replay()
    {
        EpisodeReplay replay = Filled(Layouts.OneStep, 3, Enumerable.Repeat(1, 5));
        Assert.Equal((3, 5L, 2L), (replay.Count, replay.EpisodesAdded, replay.OldestEpisode));
        Assert.Equal([2L, 3L, 4L], Enumerable.Range(0, 3).Select(episode => replay[episode].Number));
    }

    [Fact]
    public void A_round_is_added_in_the_order_of_its_episodes_and_not_of_their_ends()
    {
        EpisodeLayout layout = Layouts.Everything;
        var round = new EpisodeRecorder(layout, 3);
        round.BeginRound();
        PlainEpisode[] episodes = [.. new[] { 9, 1, 4 }.Select((length, seed) => new PlainEpisode(layout, length, seed))];
        var replay = new EpisodeReplay(layout, 8);
        foreach (int environment in new[] { 1, 2 })
        {
            episodes[environment].WriteTo(round[environment]);
        }

        Assert.False(round.IsComplete);
        Assert.Throws<InvalidOperationException>(() => replay.Add(round));
        Assert.Equal(0, replay.Count);

        episodes[0].WriteTo(round[0]);
        Assert.True(round.IsComplete);
        Assert.Equal(14, round.Steps);
        replay.Add(round);
        AssertHolds(episodes, replay, 3);
    }

    [Fact]
    public void Reading_a_field_that_is_not_stored_or_a_slot_outside_the_episode_is_refused()
    {
        EpisodeReplay replay = Filled(Layouts.OneStep, 2, [1]);
        float[] three = new float[3];
        Assert.Throws<InvalidOperationException>(() => replay[0].Read(SlotFields.Entities, 0, three));
        Assert.Throws<ArgumentException>(() => replay[0].Read(SlotFields.Observations, 0, three));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay[0].Read(SlotFields.State, 0, three));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay[0].Read(SlotFields.Rewards, 1, three.AsSpan(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay[0].Read(SlotFields.State, -1, three.AsSpan(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => replay[-1]);
    }

    [Fact]
    public void Episodes_of_another_layout_or_without_an_end_are_refused()
    {
        var replay = new EpisodeReplay(Layouts.OneStep, 2);
        var writer = new EpisodeWriter(Layouts.OneStep with { StateSize = 2 });
        new PlainEpisode(writer.Layout, 1, 1).WriteTo(writer);
        Assert.Throws<ArgumentException>(() => replay.Add(writer));
        Assert.Throws<InvalidOperationException>(() => replay.Add(new EpisodeWriter(Layouts.OneStep)));
        Assert.Equal(0, replay.Count);
    }

    [Fact]
    public void Several_threads_can_read_a_replay_at_the_same_time()
    {
        EpisodeLayout layout = Layouts.Everything with { HalfPrecision = true };
        PlainEpisode[] episodes = [.. Enumerable.Range(0, 64).Select(seed => new PlainEpisode(layout, 1 + (seed % 9), seed))];
        var replay = new EpisodeReplay(layout, 64);
        var writer = new EpisodeWriter(layout);
        foreach (PlainEpisode episode in episodes)
        {
            episode.WriteTo(writer);
            replay.Add(writer);
        }

        Parallel.For(0, 256, index => episodes[index % 64].AssertSameAs(replay[index % 64]));
    }

    internal static EpisodeReplay Filled(EpisodeLayout layout, int capacity, IEnumerable<int> lengths)
    {
        var replay = new EpisodeReplay(layout, capacity);
        var writer = new EpisodeWriter(layout);
        int seed = 0;
        foreach (int length in lengths)
        {
            new PlainEpisode(layout, length, seed++).WriteTo(writer);
            replay.Add(writer);
        }

        return replay;
    }

    internal static void AssertHolds(IReadOnlyList<PlainEpisode> episodes, EpisodeReplay replay, long added)
    {
        Assert.Equal((episodes.Count, added), (replay.Count, replay.EpisodesAdded));
        Assert.Equal(episodes.Sum(episode => (long)episode.Length), replay.Steps);
        for (int index = 0; index < episodes.Count; index++)
        {
            Assert.Equal(added - episodes.Count + index, replay[index].Number);
            episodes[index].AssertSameAs(replay[index]);
        }
    }
}
