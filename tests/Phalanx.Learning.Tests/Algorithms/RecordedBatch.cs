using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>A recorded batch, episode after episode, as so many shards.</summary>
internal sealed class RecordedBatch<T>(RecordedLearner recorded, int shards) : IShardSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _lengths = Array.ConvertAll(recorded.Values("batch.length"), length => (int)length);
    private readonly double[] _terminated = recorded.Values("batch.terminated");
    private readonly int _recordedSlots = recorded.Size("T") + 1;

    public int Shards => shards;

    public int Steps => _lengths.Max();

    public Shard<T> Fill(int shard, Tape<T> tape)
    {
        TeamShape team = recorded.Team;
        int first = shard * _lengths.Length / shards;
        int episodes = ((shard + 1) * _lengths.Length / shards) - first;
        int[] lengths = _lengths[first..(first + episodes)];
        int steps = lengths.Max();
        int slots = steps;
        for (int episode = 0; episode < episodes; episode++)
        {
            bool bootstraps = _terminated[((first + episode) * _recordedSlots) + lengths[episode] - 1] == 0;
            slots = Math.Max(slots, bootstraps ? lengths[episode] + 1 : 0);
        }

        Tensor<T> Read(string name, int perEpisode, int width, int count)
        {
            double[] values = recorded.Values(name);
            int all = values.Length / _lengths.Length / _recordedSlots; // agents' features are the first entries of the state
            Tensor<T> tensor = tape.Arena.RentZeroed((count, episodes * perEpisode, width));
            for (int t = 0; t < count; t++)
            {
                for (int episode = 0; episode < episodes; episode++)
                {
                    for (int i = 0; i < perEpisode * width; i++)
                    {
                        tensor.Span[(((t * episodes) + episode) * perEpisode * width) + i] =
                            T.CreateChecked(values[((((first + episode) * _recordedSlots) + t) * all) + i]);
                    }
                }
            }

            return tensor;
        }

        Tensor<T> actions = Read("batch.actions", team.Agents, 1, steps + 1);
        Tensor<int> taken = tape.Indices.Rent((steps, episodes * team.Agents));
        Tensor<int> before = tape.Indices.Rent((slots, episodes * team.Agents));
        Tensor<int> ids = tape.Indices.Rent((slots, episodes * team.Agents));
        for (int i = 0; i < taken.Count; i++)
        {
            taken.Span[i] = int.CreateChecked(actions.Span[i]);
        }

        for (int i = 0; i < before.Count; i++)
        {
            int row = episodes * team.Agents;
            before.Span[i] = i < row ? -1 : int.CreateChecked(actions.Span[i - row]);
            ids.Span[i] = i % team.Agents;
        }

        // Nothing else is recorded of who is alive: where the recorded methods mask the dead, they know them by their action.
        Tensor<T> alive = Read("batch.actions", team.Agents, 1, slots).Reshape((slots, episodes * team.Agents));
        for (int i = 0; i < alive.Count; i++)
        {
            alive.Span[i] = alive.Span[i] == T.Zero ? T.Zero : T.One;
        }

        Tensor<T> mask = tape.Arena.RentZeroed((steps, episodes));
        Tensor<int> lengthsOut = tape.Indices.Rent(episodes);
        for (int episode = 0; episode < episodes; episode++)
        {
            lengthsOut.Span[episode] = lengths[episode];
            for (int t = 0; t < lengths[episode]; t++)
            {
                mask.Span[(t * episodes) + episode] = T.One;
            }
        }

        return new Shard<T>
        {
            Team = team,
            Episodes = episodes,
            Steps = steps,
            Slots = slots,
            BatchTransitions = _lengths.Sum(),
            BatchEpisodesAtStep = Enumerable.Range(0, Steps).Select(t => _lengths.Count(length => length > t)).ToArray(),
            Observations = Read("batch.obs", team.Agents, team.Observation, slots),
            States = Read("batch.state", 1, team.State, slots).Reshape((slots, episodes, team.State)),
            AgentFeatures = team.DeclaresAgentFeatures
                ? Read("batch.state", team.Agents, team.AgentFeatures, slots).Reshape((slots, episodes, team.Agents, team.AgentFeatures))
                : null,
            Entities = recorded.Number("n_entities", 0) is > 0 and var entities
                ? new EntityView<T>
                {
                    Rows = Read("batch.entities", (int)entities, (int)recorded.Number("entity_dim", 0), slots)
                        .Reshape((slots, episodes, (int)entities, (int)recorded.Number("entity_dim", 0))),
                    Absent = Read("batch.entity_mask", (int)entities, 1, slots).Reshape((slots, episodes, (int)entities)),
                    Hidden = Read("batch.obs_mask", team.Agents, (int)entities, slots), // the rows of the agents come first
                }
                : null,
            Alive = alive,
            Available = Read("batch.available", team.Agents, team.Actions, slots),
            Actions = taken,
            LastActions = before,
            AgentIds = ids,
            Rewards = Read("batch.reward", 1, 1, steps).Reshape((steps, episodes)),
            Terminated = Read("batch.terminated", 1, 1, steps).Reshape((steps, episodes)),
            Mask = mask,
            Lengths = lengthsOut,
            Progress = recorded.Progress,
            Noise = new Noise<T>(new RecordedNoise<T>(recorded), first, episodes),
        };
    }
}
