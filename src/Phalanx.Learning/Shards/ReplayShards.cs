using Phalanx.Learning.Algorithms;
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
    private readonly int[] _reaching;
    private readonly bool _fresh;
    private readonly bool _features;
    private readonly AddressedNoise _noise = new();
    private readonly NoiseSource<float>? _draws;
    private Moment _moment;
    private long _transitions;

    /// <summary>Shards of a replay's episodes.</summary>
    /// <param name="replay">The replay.</param>
    /// <param name="team">The team.</param>
    /// <param name="batch">Episodes of a batch.</param>
    /// <param name="rows">Rows, one for each agent at each step, that a shard has at least.</param>
    /// <param name="needs">What the algorithm reads.</param>
    /// <param name="noise">Where draws come from; by default from the addresses of the run.</param>
    public ReplayShards(EpisodeReplay replay, TeamShape team, int batch, int rows, DataNeeds? needs = null, NoiseSource<float>? noise = null)
    {
        (_replay, _team, _rows) = (replay, team, rows);
        _fresh = needs?.Source == DataSource.Fresh;
        _features = needs?.AgentFeatures ?? false;
        _draws = noise ?? _noise;
        _episodes = new int[batch];
        _starts = new int[batch + 1];
        _reaching = new int[replay.Layout.EpisodeLimit];
    }

    /// <inheritdoc/>
    public int Shards { get; private set; }

    /// <inheritdoc/>
    public int Steps { get; private set; }

    /// <summary>Samples a batch for a training step.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="trainingStep">Which training step it is for.</param>
    /// <param name="moment">How far the run is.</param>
    public void Sample(ulong seed, long trainingStep, Moment moment = default)
    {
        if (_fresh)
        {
            _replay.Latest(_episodes);
        }
        else
        {
            _replay.Sample(seed, trainingStep, _episodes);
        }

        _noise.Begin(seed, trainingStep);
        _moment = moment;
        (Shards, Steps, _transitions) = (0, 0, 0);
        Array.Clear(_reaching);
        int rows = 0;
        for (int i = 0; i < _episodes.Length; i++)
        {
            int length = _replay[_episodes[i]].Length;
            Steps = Math.Max(Steps, length);
            _transitions += length;
            _reaching[length - 1]++;
            rows += length * _team.Agents;
            if (rows >= _rows || i == _episodes.Length - 1)
            {
                _starts[++Shards] = i + 1;
                rows = 0;
            }
        }

        // So far those that end there; those that get there are all that end there or later.
        for (int step = _reaching.Length - 2; step >= 0; step--)
        {
            _reaching[step] += _reaching[step + 1];
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
        int state = _replay.Layout.StateSize;
        Tensor<float> states = tape.Arena.RentZeroed((slots, count, state));
        Tensor<float>? features = _features ? AgentFeatures.Blank(tape, _team, slots, count) : null;
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
                if (state > 0)
                {
                    episode.ReadState(slot, Part(states, slot, count, i));
                }

                if (features is { } described && _team.DeclaresAgentFeatures)
                {
                    episode.ReadAgentFeatures(slot, Part(described, slot, count, i));
                }

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
            AgentFeatures = features,
            BatchReaching = _reaching,
            Moment = _moment,
            Noise = new Noise<float>(_draws!, _starts[shard], count),
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
