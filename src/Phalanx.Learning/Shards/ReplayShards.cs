using Phalanx.Learning.Replay;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>
/// Cuts sampled episodes into shards: as many in a row as make up a number of rows, so one episode when they are long and the whole batch
/// when they have a single step. The cut follows from the batch and that number alone, never from who works.
/// </summary>
public sealed class ReplayShards : IShardSource<float>
{
    private readonly EpisodeReplay _replay;
    private readonly TeamShape _team;
    private readonly int _rows;
    private readonly int[] _episodes;
    private readonly int[] _starts;
    private long _transitions;

    /// <summary>Shards of a replay's episodes.</summary>
    /// <param name="replay">The replay.</param>
    /// <param name="team">The team.</param>
    /// <param name="batch">Episodes of a batch.</param>
    /// <param name="rows">Rows, one for each agent at each step, that a shard has at least.</param>
    public ReplayShards(EpisodeReplay replay, TeamShape team, int batch, int rows)
    {
        (_replay, _team, _rows) = (replay, team, rows);
        _episodes = new int[batch];
        _starts = new int[batch + 1];
    }

    /// <inheritdoc/>
    public int Shards { get; private set; }

    /// <inheritdoc/>
    public int Steps { get; private set; }

    /// <summary>Samples a batch for a training step.</summary>
    public void Sample(ulong seed, long trainingStep)
    {
        _replay.Sample(seed, trainingStep, _episodes);
        (Shards, Steps, _transitions) = (0, 0, 0);
        int rows = 0;
        for (int i = 0; i < _episodes.Length; i++)
        {
            int length = _replay[_episodes[i]].Length;
            Steps = Math.Max(Steps, length);
            _transitions += length;
            rows += length * _team.Agents;
            if (rows >= _rows || i == _episodes.Length - 1)
            {
                _starts[++Shards] = i + 1;
                rows = 0;
            }
        }
    }

    /// <inheritdoc/>
    public Shard<float> Fill(int shard, Tape<float> tape)
    {
        ReadOnlySpan<int> episodes = _episodes.AsSpan(_starts[shard].._starts[shard + 1]);
        int count = episodes.Length;
        int rows = count * _team.Agents;
        (int steps, int slots) = Extent(episodes);
        Tensor<float> observations = tape.Arena.RentZeroed((slots, rows, _team.Observation));
        Tensor<float> states = tape.Arena.RentZeroed((slots, count, _team.State));
        Tensor<float> available = tape.Arena.RentZeroed((slots, rows, _team.Actions));
        Tensor<float> rewards = tape.Arena.RentZeroed((steps, count));
        Tensor<float> terminated = tape.Arena.RentZeroed((steps, count));
        Tensor<float> mask = tape.Arena.RentZeroed((steps, count));
        Tensor<int> actions = tape.Indices.RentZeroed((steps, rows));
        Tensor<int> lastActions = tape.Indices.RentZeroed((slots, rows));
        Tensor<int> lengths = tape.Indices.Rent(count);
        for (int i = 0; i < count; i++)
        {
            StoredEpisode episode = _replay[episodes[i]];
            lengths.Span[i] = episode.Length;
            terminated.Span[((episode.Length - 1) * count) + i] = episode.Terminated ? 1 : 0;
            for (int slot = 0; slot < Math.Min(slots, episode.Length + 1); slot++)
            {
                episode.ReadObservations(slot, Part(observations, slot, count, i));
                episode.ReadState(slot, Part(states, slot, count, i));
                episode.ReadAvailableActions(slot, Part(available, slot, count, i));
            }

            for (int step = 0; step < episode.Length; step++)
            {
                episode.ReadActions(step, Part(actions, step, count, i));
                episode.ReadRewards(step, Part(rewards, step, count, i));
                mask.Span[(step * count) + i] = 1;
            }
        }

        lastActions.Slice(0, 1).Span.Fill(-1);
        actions.Slice(0, slots - 1).Span.CopyTo(lastActions.Slice(1, slots - 1).Span);
        return new Shard<float>
        {
            Team = _team,
            Episodes = count,
            Steps = steps,
            Slots = slots,
            BatchTransitions = _transitions,
            Observations = observations,
            States = states,
            Available = available,
            Actions = actions,
            LastActions = lastActions,
            AgentIds = Ids(tape, slots, rows),
            Rewards = rewards,
            Terminated = terminated,
            Mask = mask,
            Lengths = lengths,
        };
    }

    /// <summary>The steps of the longest episode, and the slots that are worth evaluating.</summary>
    private (int Steps, int Slots) Extent(ReadOnlySpan<int> episodes)
    {
        int steps = 0;
        int slots = 0;
        foreach (int episode in episodes)
        {
            StoredEpisode stored = _replay[episode];
            steps = Math.Max(steps, stored.Length);
            slots = Math.Max(slots, stored.Terminated ? stored.Length : stored.Length + 1);
        }

        return (steps, slots);
    }

    private Tensor<int> Ids(Tape<float> tape, int slots, int rows)
    {
        Tensor<int> ids = tape.Indices.Rent((slots, rows));
        Span<int> elements = ids.Span;
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = i % _team.Agents;
        }

        return ids;
    }

    /// <summary>What belongs to an episode in a slot.</summary>
    private static Span<TElement> Part<TElement>(Tensor<TElement> tensor, int slot, int episodes, int episode)
        where TElement : unmanaged
    {
        int size = tensor.Count / (tensor.Shape[0] * episodes);
        return tensor.Span.Slice(((slot * episodes) + episode) * size, size);
    }
}
