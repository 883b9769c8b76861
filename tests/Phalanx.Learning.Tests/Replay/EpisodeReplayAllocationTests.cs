using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class EpisodeReplayAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_full_replay_writes_adds_samples_and_reads_without_allocating(bool half)
    {
        const int capacity = 20;
        EpisodeLayout layout = Layouts.Everything with { HalfPrecision = half };
        var replay = new EpisodeReplay(layout, capacity);
        var round = new EpisodeRecorder(layout, 3);

        // The first rounds are as long as can be, so that the window will never be larger; the lengths that follow vary.
        PlainEpisode[] longest = [.. Enumerable.Range(0, 3).Select(seed => new PlainEpisode(layout, layout.EpisodeLimit, seed))];
        PlainEpisode[] ragged = [.. new[] { 1, 9, 4 }.Select((length, seed) => new PlainEpisode(layout, length, seed))];
        var work = new Reading(layout);
        for (int warmUp = 0; warmUp < capacity; warmUp++)
        {
            Play(warmUp < capacity / 2 ? longest : ragged, round, replay);
            work.Run(replay, warmUp);
        }

        for (int step = 0; step < 200; step++)
        {
            // Playing goes through delegates of the test's own and so is not measured here, but in the next test.
            Play(step % 3 == 0 ? longest : ragged, round, null);
            long before = GC.GetAllocatedBytesForCurrentThread();
            replay.Add(round);
            work.Run(replay, step);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Writing_an_episode_does_not_allocate(bool half)
    {
        EpisodeLayout layout = Layouts.Everything with { HalfPrecision = half };
        var round = new EpisodeRecorder(layout, 2);
        float[] reals = new float[64];
        bool[] flags = new bool[1024];
        int[] actions = [0, 299, 7];
        long allocated = 0;
        for (int pass = 0; pass < 50; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            round.BeginRound();
            for (int environment = 0; environment < round.Count; environment++)
            {
                EpisodeWriter writer = round[environment];
                while (!writer.IsComplete)
                {
                    writer.Write(SlotFields.Observations, reals.AsSpan(0, 15));
                    writer.Write(SlotFields.State, reals.AsSpan(0, 7));
                    writer.Write(SlotFields.AvailableActions, flags.AsSpan(0, 900));
                    writer.Write(SlotFields.AgentFeatures, reals.AsSpan(0, 6));
                    writer.Write(SlotFields.Entities, reals.AsSpan(0, 15));
                    writer.Write(SlotFields.AbsentEntities, flags.AsSpan(0, 5));
                    writer.Write(SlotFields.HiddenEntities, flags.AsSpan(0, 15));
                    writer.Write(SlotFields.Alive, flags.AsSpan(0, 3));
                    if (!writer.IsOver)
                    {
                        writer.Write(SlotFields.Actions, actions);
                        writer.EndStep(1, terminated: writer.Length == 5, truncated: false);
                    }
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static void Play(PlainEpisode[] episodes, EpisodeRecorder round, EpisodeReplay? replay)
    {
        round.BeginRound();
        for (int environment = 0; environment < episodes.Length; environment++)
        {
            episodes[environment].WriteTo(round[environment]);
        }

        replay?.Add(round);
    }

    /// <summary>What a training step does with the replay.</summary>
    private sealed class Reading(EpisodeLayout layout)
    {
        private readonly int[] _episodes = new int[3];
        private readonly int[] _steps = new int[3];
        private readonly float[] _reals = new float[(layout.EpisodeLimit + 1) * 900];
        private readonly int[] _actions = new int[layout.EpisodeLimit * 3];

        public void Run(EpisodeReplay replay, int step)
        {
            replay.SampleTransitions(1, step, _episodes, _steps);
            replay.Latest(_episodes);
            replay.Sample(1, step, _episodes);
            foreach (int index in _episodes)
            {
                StoredEpisode episode = replay[index];
                int slots = episode.Length + 1;
                episode.Read(SlotFields.Observations, 0, _reals.AsSpan(0, slots * 15));
                episode.Read(SlotFields.State, 0, _reals.AsSpan(0, slots * 7));
                episode.Read(SlotFields.AvailableActions, 0, _reals.AsSpan(0, slots * 900));
                episode.Read(SlotFields.AgentFeatures, 0, _reals.AsSpan(0, slots * 6));
                episode.Read(SlotFields.Entities, 0, _reals.AsSpan(0, slots * 15));
                episode.Read(SlotFields.AbsentEntities, 0, _reals.AsSpan(0, slots * 5));
                episode.Read(SlotFields.HiddenEntities, 0, _reals.AsSpan(0, slots * 15));
                episode.Read(SlotFields.Alive, 0, _reals.AsSpan(0, slots * 3));
                episode.Read(SlotFields.Actions, 0, _actions.AsSpan(0, episode.Length * 3));
                episode.Read(SlotFields.Rewards, 0, _reals.AsSpan(0, episode.Length));
            }
        }
    }
}
