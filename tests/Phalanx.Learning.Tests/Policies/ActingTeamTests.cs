using Phalanx.Environments;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Policies;

/// <summary>
/// What a team at work refuses, and what it draws. That it acts as rollouts do is shown where policies are saved. In the corridor two agents see three
/// numbers each, or three entities of three features.
/// </summary>
public class ActingTeamTests
{
    private static readonly ActionSpec Numbers = ActionSpec.Continuous([-1, 0], [1, 5]);

    public static TheoryData<string, int, int, int, string> LengthsOfObservations => new()
    {
        { "qmix", 5, 8, 2, "'observations' has the length 5; 2 agents x 3 numbers make 6." },
        { "qmix", 6, 7, 2, "'available' has the length 7; 2 agents x 4 actions make 8." },
        { "qmix", 6, 8, 3, "'actions' has the length 3; 2 agents x 1 action make 2." },
        { "vdn-ac", 12, 0, 4, "'observations' has the length 12; 2 agents x 3 numbers make 6." },
        { "vdn-ac", 6, 0, 2, "'actions' has the length 2; 2 agents x 2 numbers make 4." },
    };

    [Theory]
    [MemberData(nameof(LengthsOfObservations))]
    public void An_acting_team_refuses_spans_of_a_wrong_length(string algorithm, int observations, int available, int actions, string message)
    {
        ActingTeam team = Team(algorithm);
        var refusal = Assert.Throws<ArgumentException>(() =>
        {
            if (available > 0)
            {
                team.Act(new float[observations], All(available), new int[actions]);
            }
            else
            {
                team.Act(new float[observations], new float[actions]);
            }
        });
        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData(8, 3, 6, "'Rows' has the length 8; 3 entities x 3 features make 9.")]
    [InlineData(9, 2, 6, "'Absent' has the length 2; 3 entities x 1 flag make 3.")]
    [InlineData(9, 3, 9, "'Hidden' has the length 9; 2 agents x 3 entities make 6.")]
    public void An_acting_team_refuses_entity_spans_of_a_wrong_length(int rows, int absent, int hidden, string message)
    {
        ActingTeam team = Team("refil");
        var refusal = Assert.Throws<ArgumentException>(
            () => team.Act(new SeenEntities(new float[rows], new bool[absent], new bool[hidden]), All(8), new int[2]));
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void The_refusal_of_a_wrong_overload_of_Act_names_the_right_one()
    {
        float[] observations = new float[6];
        Refused("refil", team => team.Act(observations, All(8), new int[2]), "The team sees entities and was shown observations; hand it SeenEntities instead.");
        Refused(
            "qmix",
            team => team.Act(new SeenEntities(new float[9], new bool[3], new bool[6]), All(8), new int[2]),
            "The team sees observations and was shown entities; hand it its observations instead.");
        Refused(
            "vdn-ac",
            team => team.Act(observations, All(8), new int[2]),
            "The team's actions have 2 continuous dimensions; call the Act that fills numbers and is told of no available actions.");
        Refused(
            "qmix",
            team => team.Act(observations, new float[2]),
            "The team has 4 discrete actions; call the Act that is told which are available and fills one for each agent.");

        static void Refused(string algorithm, Action<ActingTeam> act, string message) =>
            Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => act(Team(algorithm))).Message);
    }

    [Fact]
    public void An_agent_without_available_actions_is_refused_and_hidden_states_stay_unchanged()
    {
        float[] seen = [0.3f, -1, 2, 0.7f, 0.1f, -3];
        bool[] nothing = [true, true, true, true, false, false, false, false];
        int[] actions = new int[2];
        ActingTeam team = Team("qmix");
        ActingTeam other = Team("qmix");
        for (int step = 0; step < 10; step++)
        {
            Assert.Equal(
                "Agent 1 has no available action; each agent needs at least one. (Parameter 'available')",
                Assert.Throws<ArgumentException>(() => team.Act(seen, nothing, actions)).Message);
            int[] expected = new int[2];
            other.Act(seen, All(8), expected);
            team.Act(seen, All(8), actions);
            Assert.Equal(expected, actions);
            seen[step % 6] += 1;
        }
    }

    [Fact]
    public void Exploration_is_drawn_from_the_seed_of_the_episode()
    {
        ActingTeam team = Team("qmix");
        string Episode(ulong seed)
        {
            team.Begin(seed);
            int[] actions = new int[2];
            string all = "";
            for (int step = 0; step < 30; step++)
            {
                team.Act(new float[6], All(8), actions, new RunProgress(0, 1));
                all += string.Join(' ', actions) + ' ';
            }

            return all;
        }

        string first = Episode(4);
        Assert.All("0123", action => Assert.Contains(action, first));
        Assert.NotEqual(first, Episode(5));
        Assert.Equal(first, Episode(4));
    }

    [Fact]
    public void A_custom_policy_may_see_entities_and_act_continuously()
    {
        var shape = TeamShape.Of(new Corridor(Numbers).Spec);
        var team = new ActingTeam(new Policy(shape, new CountsWhatItSees(), new EpsilonGreedy()) { ContinuousRule = new NoisyDeterministic(0.1) });
        float[] actions = new float[4];
        team.Act(new SeenEntities(new float[9], [false, false, true], [false, true, true, false, false, true]), actions);

        // The first agent sees one entity and the second two: tanh of that, brought to the bounds [-1, 1] and [0, 5].
        float[] expected = [MathF.Tanh(1), 2.5f * (MathF.Tanh(1) + 1), MathF.Tanh(2), 2.5f * (MathF.Tanh(2) + 1)];
        Assert.All(expected.Zip(actions), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void A_policy_that_lacks_what_its_team_needs_is_refused()
    {
        var continuous = TeamShape.Of(new Corridor(Numbers).Spec);
        var noRule = new Policy(continuous, new CountsWhatItSees(), new EpsilonGreedy());
        Assert.StartsWith("The team's actions are continuous,", Assert.Throws<ArgumentException>(() => new ActingTeam(noRule)).Message, StringComparison.Ordinal);
        Policy noEntities = noRule with { Team = TeamShape.Of(CorridorTeam.Spec) with { Entities = null } };
        Assert.StartsWith("The policy's network sees entities,", Assert.Throws<ArgumentException>(() => new ActingTeam(noEntities)).Message, StringComparison.Ordinal);
    }

    /// <summary>A team in the corridor, with weights just drawn.</summary>
    private static ActingTeam Team(string algorithm)
    {
        RunSettings settings = SmallRun.Settings(algorithm: algorithm);
        bool discrete = SmallRun.Algorithms[algorithm].DiscreteActions;
        Policy policy = SmallRun.Algorithms[algorithm].CreatePolicy(
            new Corridor(discrete ? null : Numbers).Spec, settings, out ParameterSet<float> weights);
        weights.Initialise(7);
        return new ActingTeam(policy);
    }

    private static bool[] All(int count)
    {
        bool[] available = new bool[count];
        Array.Fill(available, true);
        return available;
    }

    /// <summary>Says of every agent, in both dimensions, how many entities it sees.</summary>
    private sealed class CountsWhatItSees : IActingNetwork<float>
    {
        public int HiddenSize => 0;

        public bool SeesEntities => true;

        public Tensor<float> Act(Tape<float> tape, AgentInputs<float> inputs, Span<float> hiddenStates)
        {
            Tensor<float> hidden = inputs.Entities!.Value.Hidden;
            int entities = hidden.Shape.Last;
            Tensor<float> outputs = tape.Arena.Rent((1, inputs.Rows, 2));
            for (int i = 0; i < outputs.Count; i++)
            {
                outputs.Span[i] = hidden.Span.Slice(i / 2 * entities, entities).Count(0);
            }

            return outputs;
        }
    }
}
