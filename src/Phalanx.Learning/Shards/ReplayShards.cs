using Phalanx.Learning.Agents;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Replay;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Shards;

/// <summary>The shards of batches sampled from a replay.</summary>
public sealed class ReplayShards : IShardSource<float>
{
    private readonly TeamShape _team;
    private readonly EpisodeLayout _layout;
    private readonly DataNeeds _needs;
    private readonly Batch _batch;
    private readonly AddressedNoise _noise = new();
    private readonly NoiseSource<float> _draws;
    private RunProgress _progress;

    /// <summary>Shards of a replay's episodes.</summary>
    /// <param name="replay">The replay.</param>
    /// <param name="team">The team.</param>
    /// <param name="batch">Episodes of a batch.</param>
    /// <param name="rows">Rows, one for each agent at each step, that a shard has at least.</param>
    /// <param name="needs">What the algorithm reads.</param>
    /// <param name="noise">Where draws inside losses come from; by default from the addresses of the run.</param>
    public ReplayShards(
        EpisodeReplay replay, TeamShape team, int batch, int rows, DataNeeds? needs = null, NoiseSource<float>? noise = null)
    {
        _draws = noise ?? _noise;
        (_team, _layout, _needs) = (team, replay.Layout, needs ?? new());
        _batch = new Batch(replay, _needs.Source, batch, team.Agents, rows);
    }

    /// <inheritdoc/>
    public int Shards => _batch.Shards;

    /// <inheritdoc/>
    public int Steps => _batch.Steps;

    /// <summary>Samples a batch for a training step.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="trainingStep">Which training step it is for.</param>
    /// <param name="progress">How far the run is.</param>
    public void Sample(ulong seed, long trainingStep, RunProgress progress = default)
    {
        _batch.Sample(seed, trainingStep);
        _noise.Begin(seed, trainingStep);
        _progress = progress;
    }

    /// <inheritdoc/>
    public Shard<float> Fill(int shard, Tape<float> tape)
    {
        (int firstPlace, int count) = _batch.PlacesOf(shard);
        int rows = count * _team.Agents;
        (int steps, int slots) = Extent(firstPlace, count);
        Arena<float> arena = tape.Arena;
        Tensor<float> observations = arena.RentZeroed((slots, rows, _layout.ObservationSize));
        Tensor<float> states = arena.RentZeroed((slots, count, _layout.StateSize));
        Tensor<float>? features = _needs.AgentFeatures ? AgentFeatures.Blank(tape, _team, slots, count) : null;
        EntityView<float>? entities = _layout.Entities is { } layout ? Entities(tape, layout, slots, count) : null;
        Tensor<float> available = arena.RentZeroed((slots, rows, _team.Actions));
        Tensor<float> rewards = arena.RentZeroed((steps, count));
        Tensor<float> terminated = arena.RentZeroed((steps, count));
        Tensor<float> mask = arena.RentZeroed((steps, count));
        Tensor<float> continuous = arena.RentZeroed((steps, rows, _layout.ActionDimensions));
        Tensor<int> actions = tape.Indices.RentZeroed((steps, rows));
        Tensor<int> lastActions = tape.Indices.RentZeroed((slots, rows));
        Tensor<int> lengths = tape.Indices.Rent(count);
        for (int i = 0; i < count; i++)
        {
            Batch.Part part = _batch[firstPlace + i];
            StoredEpisode episode = part.Episode;
            lengths.Span[i] = part.Length;
            terminated.Span[((part.Length - 1) * count) + i] = part.Terminated ? 1 : 0;
            for (int slot = 0; slot < Math.Min(slots, part.Length + 1); slot++)
            {
                int stored = part.First + slot;
                if (_layout.ObservationSize > 0)
                {
                    episode.ReadObservations(stored, PartOf(observations, slot, count, i));
                }

                if (_layout.StateSize > 0)
                {
                    episode.ReadState(stored, PartOf(states, slot, count, i));
                }

                if (_layout.AgentFeatureSize > 0 && features is { } described)
                {
                    episode.ReadAgentFeatures(stored, PartOf(described, slot, count, i));
                }

                if (entities is { } seen)
                {
                    episode.ReadEntities(stored, PartOf(seen.Rows, slot, count, i));
                    episode.ReadAbsentEntities(stored, PartOf(seen.Absent, slot, count, i));
                    episode.ReadHiddenEntities(stored, PartOf(seen.Hidden, slot, count, i));
                }

                if (_layout.StoresAvailableActions)
                {
                    episode.ReadAvailableActions(stored, PartOf(available, slot, count, i));
                }
            }

            for (int step = 0; step < part.Length; step++)
            {
                int stored = part.First + step;
                episode.ReadRewards(stored, PartOf(rewards, step, count, i));
                mask.Span[(step * count) + i] = 1;
                if (_layout.Actions > 0)
                {
                    episode.ReadActions(stored, PartOf(actions, step, count, i));
                }
                else
                {
                    episode.ReadContinuousActions(stored, PartOf(continuous, step, count, i));
                }
            }

            if (part.First > 0 && _layout.Actions > 0)
            {
                episode.ReadActions(part.First - 1, PartOf(lastActions, 0, count, i));
            }
            else
            {
                PartOf(lastActions, 0, count, i).Fill(-1);
            }
        }

        actions.Slice(0, slots - 1).Span.CopyTo(lastActions.Slice(1, slots - 1).Span);
        return new Shard<float>
        {
            Team = _team,
            Episodes = count,
            Steps = steps,
            Slots = slots,
            BatchTransitions = _batch.Transitions,
            BatchReaching = _batch.Reaching,
            Observations = observations,
            States = states,
            AgentFeatures = features,
            Entities = entities,
            Available = available,
            Actions = actions,
            ContinuousActions = continuous,
            LastActions = lastActions,
            AgentIds = Ids(tape, slots, rows),
            Rewards = rewards,
            Terminated = terminated,
            Mask = mask,
            Lengths = lengths,
            Progress = _progress,
            Noise = new Noise<float>(_draws, firstPlace, count),
        };
    }

    /// <summary>Room for the entities. What lies beyond the end of an episode stands for nothing.</summary>
    private EntityView<float> Entities(Tape<float> tape, EntityLayout layout, int slots, int episodes)
    {
        var entities = new EntityView<float>
        {
            Rows = tape.Arena.RentZeroed((slots, episodes, layout.Count, layout.Width)),
            Absent = tape.Arena.Rent((slots, episodes, layout.Count)),
            Hidden = tape.Arena.Rent((slots, episodes * _team.Agents, layout.Count)),
        };
        entities.Absent.Span.Fill(1);
        entities.Hidden.Span.Fill(1);
        return entities;
    }

    /// <summary>The steps of the longest part, and the slots that are worth evaluating.</summary>
    private (int Steps, int Slots) Extent(int firstPlace, int count)
    {
        int steps = 0;
        int slots = 0;
        for (int i = 0; i < count; i++)
        {
            Batch.Part part = _batch[firstPlace + i];
            steps = Math.Max(steps, part.Length);
            slots = Math.Max(slots, part.Terminated ? part.Length : part.Length + 1);
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
    private static Span<TElement> PartOf<TElement>(Tensor<TElement> tensor, int slot, int episodes, int episode)
        where TElement : unmanaged
    {
        int size = tensor.Count / (tensor.Shape[0] * episodes);
        return tensor.Span.Slice(((slot * episodes) + episode) * size, size);
    }
}
