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
        _batch = new Batch(replay, _needs, batch, team.Agents, rows);
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
        var parts = new StoredParts(_batch, _layout, shard);
        (int count, int steps, int slots) = (parts.Count, parts.Steps, parts.Slots);
        int rows = count * _team.Agents;
        Tensor<float> terminated = tape.Arena.RentZeroed((steps, count));
        Tensor<float> mask = tape.Arena.RentZeroed((steps, count));
        Tensor<int> lengths = tape.Indices.Rent(count);
        for (int i = 0; i < count; i++)
        {
            Batch.Part part = parts[i];
            lengths.Span[i] = part.Length;
            terminated.Span[((part.Length - 1) * count) + i] = part.Terminated ? 1 : 0;
            for (int step = 0; step < part.Length; step++)
            {
                mask.Span[(step * count) + i] = part.Count;
            }
        }

        Tensor<int> actions = Actions(tape, parts);
        return new Shard<float>
        {
            Team = _team,
            Episodes = count,
            Steps = steps,
            Slots = slots,
            BatchTransitions = _batch.Transitions,
            BatchEpisodesAtStep = _batch.EpisodesAtStep,
            Observations = parts.Read(tape, SlotFields.Observations),
            States = parts.Read(tape, SlotFields.State),
            AgentFeatures = _needs.AgentFeatures ? Features(tape, parts) : null,
            Entities = _layout.Entities is { } layout ? Entities(tape, layout, parts) : null,
            Alive = _layout.StoresAlive ? parts.Read(tape, SlotFields.Alive).Reshape((slots, rows)) : null,
            Available = parts.Read(tape, SlotFields.AvailableActions),
            Actions = actions,
            ContinuousActions = parts.Read(tape, SlotFields.ContinuousActions),
            LastActions = LastActions(tape, parts, actions),
            AgentIds = Ids(tape, slots, rows),
            Rewards = parts.Read(tape, SlotFields.Rewards).Reshape((steps, count)),
            Terminated = terminated,
            Mask = mask,
            Lengths = lengths,
            Progress = _progress,
            Noise = _needs.Draws ? new Noise<float>(_draws, parts.FirstPlace, count) : default,
        };
    }

    /// <summary>The features of each agent, or the agents' ids where the environment declares none, [slots, episodes, agents, features].</summary>
    private Tensor<float> Features(Tape<float> tape, StoredParts parts) => _team.DeclaresAgentFeatures
        ? parts.Read(tape, SlotFields.AgentFeatures).Reshape((parts.Slots, parts.Count, _team.Agents, _team.AgentFeatures))
        : AgentFeatures.Ids(tape, _team.Agents, parts.Slots, parts.Count);

    private static EntityView<float> Entities(Tape<float> tape, EntityLayout layout, StoredParts parts) => new()
    {
        Rows = parts.Read(tape, SlotFields.Entities).Reshape((parts.Slots, parts.Count, layout.Count, layout.Width)),
        Absent = parts.Read(tape, SlotFields.AbsentEntities),
        Hidden = parts.Read(tape, SlotFields.HiddenEntities),
    };

    /// <summary>The discrete actions taken, [steps, rows]; zeros where actions are continuous.</summary>
    private Tensor<int> Actions(Tape<float> tape, StoredParts parts)
    {
        Shape shape = (parts.Steps, parts.Count * _team.Agents);
        return _layout.Actions > 0 ? parts.Read(tape, SlotFields.Actions).Reshape(shape) : tape.Indices.RentZeroed(shape);
    }

    /// <summary>The actions of the slot before, [slots, rows]; of the first slot those of the step before the part, or -1 where there is none.</summary>
    private Tensor<int> LastActions(Tape<float> tape, StoredParts parts, Tensor<int> actions)
    {
        int later = parts.Slots - 1;
        Tensor<int> last = tape.Indices.Rent((parts.Slots, parts.Count * _team.Agents));
        actions.Slice(0, later).Span.CopyTo(last.Slice(1, later).Span);
        for (int i = 0; i < parts.Count; i++)
        {
            Batch.Part part = parts[i];
            Span<int> first = new SlotsOf<int>(last, parts.Count, i)[0];
            if (part.First > 0 && _layout.Actions > 0)
            {
                part.Episode.Read(SlotFields.Actions, part.First - 1, first);
            }
            else
            {
                first.Fill(-1);
            }
        }

        return last;
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
}
