using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using SeenEntities = Phalanx.Learning.Policies.SeenEntities;

namespace Phalanx.Learning.Tests.Training;

/// <summary>What is exported acts as the team does, for every registered algorithm and every form of its network.</summary>
public class PolicyExportTests
{
    private const int Episodes = 3;
    private const int Steps = 67;

    /// <summary>Values of the two best actions that lie nearer than this may change places by rounding.</summary>
    private const float Tie = 1e-4f;

    public static TheoryData<string> Names => ExportedTeams.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exported_team_acts_as_the_team_that_it_was_exported_from(string name)
    {
        (Policy policy, ExportedPolicy exported) = ExportedTeams.Of(name);
        var game = new SyntheticGame(policy);
        var team = new ActingTeam(policy);
        var values = new NetworkValues(policy);
        PolicyTeam shipped = ActingPolicy.Load(exported.ToArray()).CreateTeam();
        for (int episode = 0; episode < Episodes; episode++)
        {
            team.Begin();
            values.Begin();
            shipped.Begin();
            for (int step = 0; step < Steps; step++)
            {
                game.Draw();
                ReadOnlySpan<float> expected = values.Next(game);
                game.Act(team);
                game.Act(shipped);
                AssertNear(expected, shipped.Outputs);
                game.AssertSameActions(expected, Tie, shipped, values);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exported_policy_comes_back_from_its_file_and_twice_gives_the_same_bytes(string name)
    {
        ExportedPolicy exported = ExportedTeams.Of(name).Exported;
        byte[] file = exported.ToArray();
        Assert.Equal(file, ExportedTeams.Of(name).Exported.ToArray());
        Assert.Equal(file, PolicyFile.Read(file).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exported_agent_by_itself_acts_bit_for_bit_as_in_the_team(string name)
    {
        (Policy policy, ExportedPolicy exported) = ExportedTeams.Of(name);
        var shipped = new ActingPolicy(exported);
        if (policy.Network.SeesEntities)
        {
            Assert.Equal(
                "The policy sees entities, of which its agents are a part; only a whole team can act by it.",
                Assert.Throws<InvalidOperationException>(() => shipped.CreateAgent(0)).Message);
            return;
        }

        PolicyTeam team = shipped.CreateTeam();
        PolicyAgent[] agents = [.. Enumerable.Range(0, policy.Team.Agents).Select(shipped.CreateAgent)];
        var game = new SyntheticGame(policy);
        for (int step = 0; step < Steps; step++)
        {
            game.Draw();
            game.Act(team);
            foreach (PolicyAgent agent in agents)
            {
                game.AssertSameAction(agent);
                Assert.Equal(team.Outputs.Slice(agent.Id * shipped.Outputs, shipped.Outputs).ToArray(), agent.Outputs.ToArray());
            }
        }
    }

    [Fact]
    public void A_network_that_does_not_describe_itself_is_refused()
    {
        Policy policy = ExportedTeams.Of("qmix").Policy with { Network = new Undescribed() };
        Assert.Equal(
            "the policy of 'mine' cannot be exported: the network Undescribed does not describe itself, so it cannot be exported; it must implement IActingNetwork.Describe",
            Assert.Throws<UserErrorException>(() => PolicyExport.Of(policy, new PolicyOrigin("a test", "mine", "any", 0))).Message);
    }

    [Fact]
    public void A_rule_that_does_not_say_how_it_acts_in_tests_is_refused()
    {
        Policy policy = ExportedTeams.Of("qmix").Policy with { Rule = new Last() };
        Assert.Equal(
            "the policy of 'mine' cannot be exported: its rule Last does not say how it acts in tests (Exported)",
            Assert.Throws<UserErrorException>(() => PolicyExport.Of(policy, new PolicyOrigin("a test", "mine", "any", 0))).Message);
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= 1e-5f * Math.Max(1, Math.Abs(expected[i])), $"value {i} is {actual[i]}; the team's is {expected[i]}");
        }
    }

    private sealed class Undescribed : IActingNetwork<float>
    {
        public int HiddenSize => 0;

        public Tensor<float> Act(Tape<float> tape, AgentInputs<float> inputs, Span<float> hiddenStates) => default;
    }

    private sealed class Last : IActionRule
    {
        public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream) => available.LastIndexOf(true);
    }
}

/// <summary>The outputs of a network as an acting team computes them, which it does not show.</summary>
internal sealed class NetworkValues(Policy policy)
{
    private readonly Tape<float> _tape = new() { Records = false };
    private readonly float[] _hiddenStates = new float[policy.Team.Agents * policy.Network.HiddenSize];

    public int[] LastActions { get; } = new int[policy.Team.Agents];

    public void Begin()
    {
        _hiddenStates.AsSpan().Clear();
        LastActions.AsSpan().Fill(-1);
    }

    public ReadOnlySpan<float> Next(SyntheticGame game)
    {
        _tape.Reset();
        var seen = new SeenEntities(game.Rows, game.Absent, game.Hidden);
        return policy.Network.Act(_tape, policy.CreateInputs(_tape, 1, game.Observations, seen, LastActions), _hiddenStates).Span;
    }
}

/// <summary>What a team of some shape sees, drawn anew at every step, and what it does.</summary>
internal sealed class SyntheticGame(Policy policy)
{
    private readonly Random _random = new(5);
    private readonly TeamShape _team = policy.Team;
    private readonly bool _seesEntities = policy.Network.SeesEntities;
    private int[] _actions = [];
    private int[] _shipped = [];
    private float[] _numbers = [];
    private float[] _shippedNumbers = [];

    public float[] Observations { get; private set; } = [];

    public float[] Rows { get; private set; } = [];

    public bool[] Absent { get; private set; } = [];

    public bool[] Hidden { get; private set; } = [];

    public bool[] Available { get; private set; } = [];

    public void Draw()
    {
        int entities = _team.Entities?.Count ?? 0;
        Observations = Numbers(_team.Agents * _team.Observation);
        Rows = Numbers(entities * (_team.Entities?.Width ?? 0));
        Absent = Flags(entities, 0.2);
        Hidden = Flags(_team.Agents * entities, _random.Next(4) == 0 ? 1 : 0.4);
        Available = Flags(_team.Agents * _team.Actions, 0.5);
        for (int agent = 0; agent < _team.Agents && _team.Actions > 0; agent++)
        {
            Available[(agent * _team.Actions) + _random.Next(_team.Actions)] = true;
        }

        (_actions, _shipped) = (new int[_team.Agents], new int[_team.Agents]);
        _numbers = new float[_team.Agents * _team.ActionDimensions];
        _shippedNumbers = new float[_numbers.Length];
    }

    public void Act(ActingTeam team)
    {
        if (_team.ContinuousActions is not null)
        {
            team.Act(Observations, _numbers);
        }
        else if (_seesEntities)
        {
            team.Act(new SeenEntities(Rows, Absent, Hidden), Available, _actions);
        }
        else
        {
            team.Act(Observations, Available, _actions);
        }
    }

    public void Act(PolicyTeam team)
    {
        if (_team.ContinuousActions is not null)
        {
            team.Act(Observations, _shippedNumbers);
        }
        else if (_seesEntities)
        {
            team.Act(new Phalanx.Acting.SeenEntities(Rows, Absent, Hidden), Available, _shipped);
        }
        else
        {
            team.Act(Observations, Available, _shipped);
        }
    }

    /// <summary>The shipped team did the same, but where two values were nearly equal; there it is told what the other did.</summary>
    public void AssertSameActions(ReadOnlySpan<float> values, float tie, PolicyTeam shipped, NetworkValues network)
    {
        for (int agent = 0; agent < _team.Agents && _team.Actions > 0; agent++)
        {
            ReadOnlySpan<float> own = values.Slice(agent * _team.Actions, _team.Actions);
            if (_actions[agent] != _shipped[agent])
            {
                Assert.True(Math.Abs(own[_actions[agent]] - own[_shipped[agent]]) <= tie, $"agent {agent} did {_shipped[agent]} and not {_actions[agent]}");
                shipped.Correct(agent, _actions[agent]);
            }

            network.LastActions[agent] = _actions[agent];
        }

        for (int i = 0; i < _numbers.Length; i++)
        {
            float low = _team.ContinuousActions!.Low[i % _team.ActionDimensions];
            float high = _team.ContinuousActions.High[i % _team.ActionDimensions];
            Assert.InRange(_shippedNumbers[i], low, high);
            Assert.Equal(_numbers[i], _shippedNumbers[i], 2e-5f * (high - low));
        }
    }

    /// <summary>One agent by itself does what the shipped team did.</summary>
    public void AssertSameAction(PolicyAgent agent)
    {
        ReadOnlySpan<float> seen = Observations.AsSpan(agent.Id * _team.Observation, _team.Observation);
        if (_team.ContinuousActions is null)
        {
            Assert.Equal(_shipped[agent.Id], agent.Act(seen, Available.AsSpan(agent.Id * _team.Actions, _team.Actions)));
            return;
        }

        float[] numbers = new float[_team.ActionDimensions];
        agent.Act(seen, numbers);
        Assert.Equal(_shippedNumbers[(agent.Id * numbers.Length)..][..numbers.Length], numbers);
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * _random.NextSingle()) - 1)];

    private bool[] Flags(int count, double share) => [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble() < share)];
}
