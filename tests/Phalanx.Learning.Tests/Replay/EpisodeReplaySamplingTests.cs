using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class EpisodeReplaySamplingTests
{
    [Fact]
    public void Sampled_episodes_are_distinct_and_depend_on_seed_and_training_step_alone()
    {
        EpisodeReplay replay = EpisodeReplayTests.Filled(Layouts.OneStep, 100, Enumerable.Repeat(1, 130));
        int[] first = Sample(replay, seed: 1, step: 7);
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.All(first, episode => Assert.InRange(episode, 0, 99));
        Assert.Equal(first, Sample(replay, seed: 1, step: 7));
        Assert.NotEqual(first, Sample(replay, seed: 1, step: 8));
        Assert.NotEqual(first, Sample(replay, seed: 2, step: 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay.Sample(1, 1, new int[101]));
    }

    [Fact]
    public void Every_episode_of_a_replay_is_sampled_equally_often()
    {
        const int draws = 20_000;
        EpisodeReplay replay = EpisodeReplayTests.Filled(Layouts.OneStep, 10, Enumerable.Repeat(1, 14));
        int[] counts = new int[10];
        int[] sample = new int[4];
        for (int step = 0; step < draws; step++)
        {
            replay.Sample(3, step, sample);
            Array.ForEach(sample, episode => counts[episode]++);
        }

        // Each count has mean 8000 and deviation 69; the draws are fixed, so this never fails by chance.
        Assert.All(counts, count => Assert.InRange(count, 7700, 8300));
    }

    [Fact]
    public void Every_transition_of_a_replay_is_sampled_equally_often()
    {
        const int draws = 20_000;
        int[] lengths = [9, 1, 3, 9, 2, 5];
        EpisodeReplay replay = EpisodeReplayTests.Filled(Layouts.Everything, 4, lengths);
        var counts = new Dictionary<(int Episode, int Step), int>();
        int[] episodes = new int[5];
        int[] steps = new int[5];
        for (int draw = 0; draw < draws; draw++)
        {
            replay.SampleTransitions(3, draw, episodes, steps);
            Assert.Equal(5, episodes.Zip(steps).Distinct().Count());
            foreach ((int, int) pair in episodes.Zip(steps))
            {
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
            }
        }

        IEnumerable<(int, int)> all = Enumerable.Range(0, 4).SelectMany(e => Enumerable.Range(0, lengths[e + 2]).Select(t => (e, t)));
        Assert.Equal(all, counts.Keys.Order());

        // Each of the 19 counts has mean 5263 and deviation 62.
        Assert.All(counts.Values, count => Assert.InRange(count, 5000, 5530));
    }

    [Fact]
    public void The_latest_episodes_come_in_the_order_they_were_added()
    {
        EpisodeReplay replay = EpisodeReplayTests.Filled(Layouts.OneStep, 5, Enumerable.Repeat(1, 7));
        int[] latest = new int[3];
        replay.Latest(latest);
        Assert.Equal([4L, 5L, 6L], latest.Select(episode => replay[episode].Number));
        Assert.Throws<ArgumentOutOfRangeException>(() => replay.Latest(new int[6]));
    }

    private static int[] Sample(EpisodeReplay replay, ulong seed, long step)
    {
        int[] sample = new int[32];
        replay.Sample(seed, step, sample);
        return sample;
    }
}
