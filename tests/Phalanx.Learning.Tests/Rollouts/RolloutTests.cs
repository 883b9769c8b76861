using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Tests.Training;

namespace Phalanx.Learning.Tests.Rollouts;

public class RolloutTests
{
    [Theory]
    [InlineData("qmix", 0)]
    [InlineData("qmix", 0.3)]
    [InlineData("refil", 0.3)]
    public void Environments_in_lockstep_play_the_episodes_that_each_would_play_alone(string algorithm, double exploration)
    {
        using var team = new CorridorTeam(algorithm, threads: 2);
        EpisodeReplay alone = team.Played(50, environments: 1, exploration);
        Assert.True(Enumerable.Range(0, 50).Select(i => alone[i].Length).Distinct().Count() > 5);
        foreach (int environments in (int[])[2, 5, 16, 17, 50])
        {
            EpisodeReplay together = team.Played(50, environments, exploration);
            for (int i = 0; i < 50; i++)
            {
                AssertEqual(alone[i], together[i]);
            }
        }
    }

    [Fact]
    public void Rollout_results_have_the_length_the_return_and_the_statistics_of_every_episode()
    {
        using var team = new CorridorTeam();
        using Rollout rollout = team.Rollout(20);
        var recorder = new EpisodeRecorder(CorridorTeam.Layout, 20);
        var replay = new EpisodeReplay(CorridorTeam.Layout, 20);
        rollout.Play(new Round(5, RoundPurpose.Training, 0, 19, new RunProgress(0, 1)), recorder);
        replay.Add(recorder);
        Assert.Equal(19, rollout.Results.Length);
        for (int i = 0; i < 19; i++)
        {
            float[] rewards = new float[replay[i].Length];
            replay[i].Read(SlotFields.Rewards, 0, rewards);
            Assert.Equal(replay[i].Length, rollout.Results[i].Length);
            Assert.Equal(replay[i].Length, (int)rollout.Statistic(i, 0)); // the corridor reports its own length
            Assert.Equal(replay[i].Length % 2 == 0, replay[i].Terminated);
            Assert.Equal(rewards.Sum(), rollout.Results[i].Return, 1e-4);
        }
    }

    [Fact]
    public void Only_available_actions_are_taken_and_the_slot_after_the_last_step_is_recorded()
    {
        using var team = new CorridorTeam();
        foreach (double exploration in (double[])[0, 0.5, 1])
        {
            EpisodeReplay replay = team.Played(50, environments: 7, exploration);
            for (int i = 0; i < 50; i++)
            {
                StoredEpisode episode = replay[i];
                float[] available = new float[(episode.Length + 1) * 8];
                int[] actions = new int[episode.Length * 2];
                float[] states = new float[(episode.Length + 1) * 2];
                episode.Read(SlotFields.AvailableActions, 0, available);
                episode.Read(SlotFields.Actions, 0, actions);
                episode.Read(SlotFields.State, 0, states);
                for (int row = 0; row < actions.Length; row++)
                {
                    Assert.Equal(1, available[(row * 4) + actions[row]]);
                }

                Assert.Equal(episode.Length, states[^2]);
                Assert.Contains(1, available[^8..]);
            }
        }
    }

    [Fact]
    public void Episodes_with_another_number_seed_or_purpose_differ()
    {
        using var team = new CorridorTeam();
        using Rollout rollout = team.Rollout(16);
        string Played(ulong seed, RoundPurpose purpose, long first)
        {
            rollout.Play(new Round(seed, purpose, first, 16, new RunProgress(0, 1)));
            return string.Join(' ', rollout.Results.ToArray());
        }

        string[] rounds =
        [
            Played(1, RoundPurpose.Training, 0),
            Played(1, RoundPurpose.Training, 16),
            Played(2, RoundPurpose.Training, 0),
            Played(1, RoundPurpose.Evaluation, 0),
        ];
        Assert.Equal(4, rounds.Distinct().Count());
        Assert.Equal(rounds[0], Played(1, RoundPurpose.Training, 0));
    }

    [Theory]
    [InlineData("qmix")]
    [InlineData("dmix")]
    [InlineData("fsv")]
    [InlineData("refil")]
    public void Playing_rounds_allocates_nothing_once_every_buffer_has_its_largest_size(string algorithm)
    {
        using var team = new CorridorTeam(algorithm);
        using Rollout rollout = team.Rollout(20);
        var recorder = new EpisodeRecorder(CorridorTeam.Layout, 20);
        Round[] rounds = [.. Enumerable.Range(0, 40).Select(i => new Round(5, RoundPurpose.Training, i * 20, 20, new RunProgress(0, 0.5)))];
        long allocated = 0;
        for (int pass = 0; pass < 6; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Round round in rounds)
            {
                rollout.Play(round, recorder);
                rollout.Play(round);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void AssertEqual(StoredEpisode expected, StoredEpisode actual)
    {
        Assert.Equal((expected.Length, expected.Terminated), (actual.Length, actual.Terminated));
        Assert.Equal(Contents(expected), Contents(actual));
    }

    private static float[] Contents(StoredEpisode episode)
    {
        float[] observations = new float[(episode.Length + 1) * 6];
        float[] states = new float[(episode.Length + 1) * 2];
        float[] available = new float[(episode.Length + 1) * 8];
        float[] rewards = new float[episode.Length];
        int[] actions = new int[episode.Length * 2];
        episode.Read(SlotFields.Observations, 0, observations);
        episode.Read(SlotFields.State, 0, states);
        episode.Read(SlotFields.AvailableActions, 0, available);
        episode.Read(SlotFields.Rewards, 0, rewards);
        episode.Read(SlotFields.Actions, 0, actions);
        return [.. observations, .. states, .. available, .. rewards, .. actions.Select(action => (float)action)];
    }
}
