using Phalanx.Learning.Agents;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Agents;

public class RecurrentAgentTests
{
    private static readonly TeamShape Team = TeamShape.Of(CorridorTeam.Spec);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Recurrent_agents_give_the_same_bits_acting_slot_by_slot_and_learning(bool seesLastAction, bool seesId)
    {
        (RecurrentAgent<float> agent, _) = Drawn(seesLastAction, seesId);
        var tape = new Tape<float>();
        Shard<float> shard = Played(tape);
        float[] learned = agent.Values(agent.Unroll(tape, shard.Inputs)).Value.Span.ToArray();

        // One agent of one episode alone, so that the rows of its neighbours would have to matter.
        int width = Team.Observation;
        for (int row = 0; row < shard.Rows; row++)
        {
            float[] hiddenStates = new float[agent.HiddenSize];
            for (int slot = 0; slot < shard.Slots; slot++)
            {
                int at = (slot * shard.Rows) + row;
                var step = new Tape<float> { Records = false };
                ReadOnlySpan<float> values = agent.Act(
                    step,
                    InputsOf(step, shard.Observations.Span.Slice(at * width, width), shard.LastActions.Span[at], shard.AgentIds.Span[at]),
                    hiddenStates).Span;
                Assert.Equal(learned.AsSpan(at * Team.Actions, Team.Actions).ToArray(), values.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Agents_see_their_last_action_and_their_id_only_where_the_settings_say_so(bool told)
    {
        (RecurrentAgent<float> agent, _) = Drawn(told, told);
        float[] Values(int last, int id)
        {
            var tape = new Tape<float> { Records = false };
            return agent.Act(tape, InputsOf(tape, [0.1f, 0.2f, 0.3f], last, id), new float[agent.HiddenSize]).Span.ToArray();
        }

        Assert.Equal(!told, Values(last: -1, id: 0).SequenceEqual(Values(last: 2, id: 0)));
        Assert.Equal(!told, Values(last: -1, id: 0).SequenceEqual(Values(last: -1, id: 1)));
    }

    [Fact]
    public void Values_of_chosen_actions_have_the_gradients_of_gathering_them_from_all_values()
    {
        (RecurrentAgent<float> agent, ParameterSet<float> set) = Drawn(true, true);
        float[] Gradients(bool picked)
        {
            var tape = new Tape<float>();
            Shard<float> shard = Played(tape);
            Variable<float> hidden = agent.Unroll(tape, shard.Inputs);
            Variable<float> values = agent.Values(hidden);
            Variable<float> loss = picked
                ? values.Slice(0, 0, shard.Steps).SumProduct(OneHots(tape, shard))
                : agent.ValuesAt(hidden, values.Value, shard.Actions).Sum();
            var gradients = new Gradients<float>(set);
            tape.Backward(loss, gradients);
            return gradients.Values.ToArray();
        }

        float[] expected = Gradients(picked: true);
        float[] actual = Gradients(picked: false);
        float scale = expected.Max(MathF.Abs);
        Assert.True(scale > 0);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f * scale);
        }
    }

    private static (RecurrentAgent<float> Agent, ParameterSet<float> Set) Drawn(bool seesLastAction, bool seesId)
    {
        var set = new ParameterSet<float>();
        var agent = new RecurrentAgent<float>(set, Team, new() { Hidden = 11, LastAction = seesLastAction, AgentId = seesId });
        set.Initialise(5);
        return (agent, set);
    }

    private static Shard<float> Played(Tape<float> tape)
    {
        using var team = new CorridorTeam();
        EpisodeReplay replay = team.Played(12);
        ReplayShards shards = CorridorTeam.Shards(replay, batch: 6, rows: int.MaxValue);
        shards.Sample(1, 0);
        return shards.Fill(0, tape);
    }

    private static Tensor<float> OneHots(Tape<float> tape, Shard<float> shard)
    {
        Tensor<float> oneHots = tape.Arena.RentZeroed((shard.Steps, shard.Rows, Team.Actions));
        for (int i = 0; i < shard.Actions.Count; i++)
        {
            oneHots.Span[(i * Team.Actions) + shard.Actions.Span[i]] = 1;
        }

        return oneHots;
    }

    /// <summary>One agent at one slot.</summary>
    private static AgentInputs<float> InputsOf(Tape<float> tape, ReadOnlySpan<float> observation, int lastAction, int id) => new()
    {
        Observations = tape.Arena.RentCopy((1, 1, observation.Length), observation),
        LastActions = tape.Indices.RentCopy((1, 1), [lastAction]),
        Ids = tape.Indices.RentCopy((1, 1), [id]),
    };
}
