using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

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
