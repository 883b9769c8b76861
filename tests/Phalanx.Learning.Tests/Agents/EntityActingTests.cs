using Phalanx.Learning.Agents;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Agents;

public class EntityActingTests
{
    [Theory]
    [InlineData(EntityPooling.Attention, true)]
    [InlineData(EntityPooling.Max, true)]
    [InlineData(EntityPooling.Mean, true)]
    [InlineData(EntityPooling.Attention, false)]
    public void Entity_agents_give_the_same_bits_acting_slot_by_slot_and_learning(EntityPooling pooling, bool recurrent)
    {
        var team = TeamShape.Of(CorridorTeam.Spec);
        var set = new ParameterSet<float>();
        var agent = EntityAgent<float>.Create(set, team, new() { Hidden = 11 }, new() { Pooling = pooling, Recurrent = recurrent, Width = 12, Heads = 3 });
        set.Initialise(5);
        using var played = new CorridorTeam("refil");
        ReplayShards shards = CorridorTeam.Shards(played.Played(12), batch: 6, rows: int.MaxValue);
        shards.Sample(1, 0);
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape);
        EntityView<float> view = shard.Entities!.Value;

        // Learning looks at all episodes at once and imagines; acting looks at one of them.
        EntityInput<float> input = EntityInput<float>.OfAgents(tape, team, view, shard.LastActions, Imagination.Draw(shard, tape));
        float[] learned = agent.Values(agent.Features(input), input).Value.Span.ToArray();
        int size = team.Agents * team.Actions;
        for (int episode = 0; episode < shard.Episodes; episode++)
        {
            float[] hiddenStates = new float[team.Agents * agent.HiddenSize];
            for (int slot = 0; slot <= Math.Min(shard.Slots - 1, shard.Lengths.Span[episode] - 1); slot++)
            {
                int at = (slot * shard.Episodes) + episode;
                var step = new Tape<float> { Records = false };
                var inputs = new AgentInputs<float>
                {
                    Observations = step.Arena.Rent((1, team.Agents, 0)),
                    LastActions = step.Indices.RentCopy((1, team.Agents), shard.LastActions.Span.Slice(at * team.Agents, team.Agents)),
                    Ids = step.Indices.RentCopy((1, team.Agents), [0, 1]),
                    Entities = new EntityView<float>
                    {
                        Rows = Part(step, view.Rows, at, shard.Slots * shard.Episodes).Reshape((1, 1, team.Entities!.Count, team.Entities.Width)),
                        Absent = Part(step, view.Absent, at, shard.Slots * shard.Episodes).Reshape((1, 1, team.Entities.Count)),
                        Hidden = Part(step, view.Hidden, at, shard.Slots * shard.Episodes).Reshape((1, team.Agents, team.Entities.Count)),
                    },
                };
                Assert.Equal(learned.AsSpan(at * 3 * size, size).ToArray(), agent.Act(step, inputs, hiddenStates).Span.ToArray());
            }
        }
    }

    private static Tensor<float> Part(Tape<float> tape, Tensor<float> all, int part, int parts)
    {
        int size = all.Count / parts;
        return tape.Arena.RentCopy(size, all.Span.Slice(part * size, size));
    }
}
