using Phalanx.Learning.Episodes;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Shards;

public class ReplayShardsTests
{
    private const int Batch = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(int.MaxValue)]
    public void Shards_hold_the_sampled_episodes_in_their_order_and_zeros_beyond_their_ends(int rows)
    {
        using var team = new CorridorTeam();
        EpisodeReplay replay = team.Played(30);
        ReplayShards shards = CorridorTeam.Shards(replay, Batch, rows);
        shards.Sample(8, 2);
        int[] sampled = new int[Batch];
        replay.Sample(8, 2, sampled);
        int next = 0;
        for (int i = 0; i < shards.Shards; i++)
        {
            Shard<float> shard = shards.Fill(i, new Tape<float>());
            Assert.Equal(sampled.Sum(episode => replay[episode].Length), shard.BatchTransitions);
            for (int episode = 0; episode < shard.Episodes; episode++)
            {
                AssertHolds(shard, episode, replay[sampled[next++]]);
            }
        }

        Assert.Equal(Batch, next);
        Assert.Equal(sampled.Max(episode => replay[episode].Length), shards.Steps);
    }

    [Fact]
    public void A_shard_has_the_slot_after_its_longest_episode_only_if_an_episode_bootstraps_from_it()
    {
        using var team = new CorridorTeam();
        EpisodeReplay replay = team.Played(30);
        ReplayShards shards = CorridorTeam.Shards(replay, Batch, rows: 1);
        shards.Sample(8, 2);
        int[] sampled = new int[Batch];
        replay.Sample(8, 2, sampled);
        for (int i = 0; i < Batch; i++)
        {
            StoredEpisode episode = replay[sampled[i]];
            Shard<float> shard = shards.Fill(i, new Tape<float>());
            Assert.Equal(episode.Length, shard.Steps);
            Assert.Equal(episode.Length + (episode.Terminated ? 0 : 1), shard.Slots);
        }
    }

    [Fact]
    public void Greedy_actions_are_available_and_next_values_are_those_of_the_next_slot()
    {
        using var team = new CorridorTeam();
        ReplayShards shards = CorridorTeam.Shards(team.Played(30), Batch, rows: int.MaxValue);
        shards.Sample(8, 2);
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape);
        Tensor<float> values = tape.Arena.Rent((shard.Slots, shard.Rows, 4));
        for (int i = 0; i < values.Count; i++)
        {
            values.Span[i] = MathF.Sin(i);
        }

        Tensor<int> greedy = shard.Greedy(tape, values);
        Tensor<float> next = shard.Next(tape, values, greedy);
        Assert.Equal((shard.Slots - 1) * shard.Rows, next.Count);
        for (int row = 0; row < greedy.Count; row++)
        {
            float[] available = shard.Available.Span.Slice(row * 4, 4).ToArray();
            float[] own = values.Span.Slice(row * 4, 4).ToArray();
            if (available.Sum() > 0)
            {
                float best = own.Where((_, action) => available[action] == 1).Max();
                Assert.Equal((1, best), (available[greedy.Span[row]], own[greedy.Span[row]]));
            }

            if (row >= shard.Rows)
            {
                Assert.Equal(own[greedy.Span[row]], next.Span[row - shard.Rows]);
            }
        }
    }

    private static void AssertHolds(Shard<float> shard, int episode, StoredEpisode stored)
    {
        Assert.Equal(stored.Length, shard.Lengths.Span[episode]);
        float[] observations = new float[(stored.Length + 1) * 6];
        float[] states = new float[(stored.Length + 1) * 2];
        float[] available = new float[(stored.Length + 1) * 8];
        float[] rewards = new float[stored.Length];
        int[] actions = new int[stored.Length * 2];
        stored.Read(SlotFields.Observations, 0, observations);
        stored.Read(SlotFields.State, 0, states);
        stored.Read(SlotFields.AvailableActions, 0, available);
        stored.Read(SlotFields.Rewards, 0, rewards);
        stored.Read(SlotFields.Actions, 0, actions);
        for (int slot = 0; slot < shard.Slots; slot++)
        {
            bool exists = slot <= stored.Length;
            Assert.Equal(exists ? observations[(slot * 6)..((slot + 1) * 6)] : new float[6], Part(shard.Observations, slot, 6));
            Assert.Equal(exists ? states[(slot * 2)..((slot + 1) * 2)] : new float[2], Part(shard.States, slot, 2));
            Assert.Equal(exists ? available[(slot * 8)..((slot + 1) * 8)] : new float[8], Part(shard.Available, slot, 8));
            Assert.Equal([0, 1], Part(shard.AgentIds, slot, 2));
            int[] before = slot == 0 ? [-1, -1] : exists ? actions[((slot - 1) * 2)..(slot * 2)] : [0, 0];
            Assert.Equal(before, Part(shard.LastActions, slot, 2));
        }

        for (int step = 0; step < shard.Steps; step++)
        {
            bool real = step < stored.Length;
            Assert.Equal(real ? actions[(step * 2)..((step + 1) * 2)] : [0, 0], Part(shard.Actions, step, 2));
            Assert.Equal([real ? rewards[step] : 0], Part(shard.Rewards, step, 1));
            Assert.Equal([real ? 1 : 0], Part(shard.Mask, step, 1));
            Assert.Equal([step == stored.Length - 1 && stored.Terminated ? 1 : 0], Part(shard.Terminated, step, 1));
        }

        T[] Part<T>(Tensor<T> tensor, int slot, int size)
            where T : unmanaged => tensor.Span.Slice(((slot * shard.Episodes) + episode) * size, size).ToArray();
    }
}
