using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Episodes;

namespace Phalanx.Learning.Tests.Replay;

public class ReplayMemoryTests
{
    private const int Capacity = 5000;

    [Theory]
    [InlineData(false, 1.6e9)]
    [InlineData(true, 0.8e9)]
    public void A_replay_of_five_thousand_episodes_of_sixty_steps_stays_within_its_memory_bar(bool half, double bar)
    {
        EpisodeLayout layout = Layouts.ThreeStalkersFiveZealots with { HalfPrecision = half };
        ReplayMemory estimate = ReplayMemory.Estimate(layout, Capacity);
        Assert.InRange(estimate.BytesAt(60), bar * 0.9, bar * 0.99);

        // A tenth of them, added twice so that the window has moved on, and what that says about all.
        const int share = 10;
        EpisodeWriter writer = new(layout);
        new PlainEpisode(layout, 60, 1).WriteTo(writer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        EpisodeReplay replay = new(layout, Capacity / share);
        for (int added = 0; added < 2 * replay.Capacity; added++)
        {
            replay.Add(writer);
        }

        Assert.InRange(replay.BytesHeld * share, bar * 0.9, bar);
        Assert.InRange((double)ReplayMemory.Estimate(layout, replay.Capacity).BytesAt(60) / replay.BytesHeld, 0.98, 1.02);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, replay.BytesHeld, replay.BytesHeld * 1.001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(150)]
    public void A_replay_never_takes_more_than_was_estimated(int length)
    {
        EpisodeLayout layout = Layouts.ThreeStalkersFiveZealots with { HalfPrecision = true, ObservationSize = 16 };
        EpisodeReplay replay = new(layout, 64);
        EpisodeWriter writer = new(layout);
        new PlainEpisode(layout, length, 1).WriteTo(writer);
        long estimate = ReplayMemory.Estimate(layout, replay.Capacity).BytesAt(length);
        for (int added = 0; added < 200; added++)
        {
            replay.Add(writer);
            Assert.InRange(replay.BytesHeld, 1, estimate);
        }
    }

    [Fact]
    public void A_replay_of_one_step_episodes_takes_little_memory()
    {
        EpisodeReplay replay = EpisodeReplayTests.Filled(Layouts.OneStep, Capacity, Enumerable.Repeat(1, Capacity + 100));

        // Two slots of 19 bytes, and 24 to find them and those equal to them.
        Assert.InRange(replay.BytesHeld, Capacity * 62, Capacity * 68);
    }

    [Fact]
    public void A_replay_over_budget_names_what_to_set()
    {
        ReplayMemory memory = ReplayMemory.Estimate(Layouts.ThreeStalkersFiveZealots, Capacity);
        Assert.Equal("replay of 5000 episodes: at most 3.77 GB", memory.ToString());
        memory.ThrowIfOver(memory.MaximumBytes);
        Assert.Equal(
            "replay.capacity_episodes is 5000, and so many episodes of 150 steps need 3.77 GB of memory where 2 GB are allowed; "
                + "set it to 2654 at most, or replay.half_precision to true",
            Refusal(memory, 2_000_000_000));
        Assert.EndsWith("; set it to 1326 at most, or to 2638 with replay.half_precision set to true", Refusal(memory, 1_000_000_000));
        Assert.EndsWith("where 0.1 MB are allowed; that is too little for even one", Refusal(memory, 100_000));
        ReplayMemory half = ReplayMemory.Estimate(Layouts.ThreeStalkersFiveZealots with { HalfPrecision = true }, Capacity);
        Assert.EndsWith("; set it to 2638 at most", Refusal(half, 1_000_000_000));
        Assert.EndsWith("; set it to 2638 at most", Refusal(ReplayMemory.Estimate(Layouts.ThreeStalkersFiveZealots with { HalfPrecision = true }, int.MaxValue), 1_000_000_000));
        Assert.True(ReplayMemory.Estimate(Layouts.ThreeStalkersFiveZealots, 1326).MaximumBytes <= 1_000_000_000);
        Assert.True(ReplayMemory.Estimate(Layouts.ThreeStalkersFiveZealots, 1327).MaximumBytes > 1_000_000_000);
    }

    [Theory]
    [InlineData(false, "replay of 5000 episodes: at most 32.23 GB")]
    [InlineData(true, "replay of 5000 episodes: at most 16.19 GB")]
    public void The_largest_battle_of_smac_is_estimated_by_what_a_method_stores_of_it(bool half, string estimate)
    {
        EnvironmentSpec twentySevenMarines = new()
        {
            Name = "27m_vs_30m",
            Agents = 27,
            Actions = ActionSpec.Discrete(36),
            ObservationSize = 285,
            StateSize = 1170,
            EpisodeLimit = 180,
            AgentFeatureSize = 4,
            DeclaresAlive = true,
            Entities = new EntitySpec(57, 40),
        };
        EpisodeLayout layout = new DataNeeds().LayoutIn(twentySevenMarines) with { HalfPrecision = half };
        Assert.Equal(estimate, ReplayMemory.Estimate(layout, Capacity).ToString());
    }

    private static string Refusal(ReplayMemory memory, long budget) =>
        Assert.Throws<UserErrorException>(() => memory.ThrowIfOver(budget)).Message;
}
