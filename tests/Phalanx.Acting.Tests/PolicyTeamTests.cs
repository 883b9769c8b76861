using static Phalanx.Acting.Tests.Description.DescribedPolicies;

namespace Phalanx.Acting.Tests;

/// <summary>What a team refuses, forgets, is told and saves, and what it makes of numbers that are none.</summary>
[Collection(AllocationCollection.Name)]
public class PolicyTeamTests
{
    private static readonly bool[] All = [true, true, true, true];

    [Fact]
    public void Calls_of_another_kind_and_spans_of_another_length_are_refused_with_the_sentences_of_an_acting_team()
    {
        PolicyTeam team = new ActingPolicy(Linear()).CreateTeam();
        Assert.Equal("'observations' has the length 5; 2 agents x 3 numbers make 6.", Argument(() => team.Act(new float[5], All, new int[2])));
        Assert.Equal("'available' has the length 3; 2 agents x 2 actions make 4.", Argument(() => team.Act(new float[6], new bool[3], new int[2])));
        Assert.Equal("'actions' has the length 1; 2 agents x 1 action make 2.", Argument(() => team.Act(new float[6], All, new int[1])));
        Assert.Equal(
            "Agent 1 has no available action; each agent needs at least one. (Parameter 'available')",
            Argument(() => team.Act(new float[6], [true, false, false, false], new int[2])));
        Assert.Equal(
            "The team has 2 discrete actions; call the Act that is told which are available and fills one for each agent.",
            Operation(() => team.Act(new float[6], new float[2])));
        Assert.Equal(
            "The team sees observations and was shown entities; hand it its observations instead.",
            Operation(() => team.Act(new SeenEntities(new float[9], new bool[3], new bool[6]), All, new int[2])));
        PolicyTeam entities = Recorded("attention");
        Assert.Equal("The team sees entities and was shown observations; hand it SeenEntities instead.", Operation(() => entities.Act(new float[6], All, new int[2])));
        PolicyTeam numbers = Recorded("actor");
        Assert.Equal(
            "The team's actions have 3 continuous dimensions; call the Act that fills numbers and is told of no available actions.",
            Operation(() => numbers.Act(new float[85], All, new int[2])));
        Assert.Equal("'actions' has the length 2; 5 agents x 3 numbers make 15.", Argument(() => numbers.Act(new float[85], new float[2])));
    }

    [Fact]
    public void A_refused_call_changes_nothing()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        PolicyTeam team = ActingPolicy.Load(recorded.File).CreateTeam();
        foreach (RecordedStep step in recorded.Steps.Take(12))
        {
            Assert.Throws<ArgumentException>(() => team.Act(step.Seen, new bool[step.Available.Length], new int[5]));
            Assert.Equal(step.Actions, step.Act(team));
        }
    }

    [Fact]
    public void What_is_no_number_throws_nothing_and_the_first_available_action_is_taken()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        PolicyTeam team = ActingPolicy.Load(recorded.File).CreateTeam();
        float[] seen = [.. Enumerable.Repeat(float.NaN, recorded.Steps[0].Seen.Length)];
        int[] actions = new int[5];
        bool[] available = [.. Enumerable.Range(0, 35).Select(i => i % 7 >= 3)];
        team.Act(seen, available, actions);
        Assert.All(actions, action => Assert.Equal(3, action));
        Assert.All(team.Outputs.ToArray(), value => Assert.True(float.IsNaN(value)));
        seen.AsSpan().Fill(float.PositiveInfinity);
        team.Begin();
        team.Act(seen, available, actions);
        Assert.All(actions, action => Assert.InRange(action, 3, 6));
    }

    [Fact]
    public void The_first_of_equal_values_is_taken_and_one_that_is_no_number_beats_none()
    {
        Assert.Equal([1, 0], Choose([1, 3, float.NaN, 3], [2, 2, 2, 2]));
        Assert.Equal([0, 3], Choose([float.NaN, 3, 4, 5], [float.NegativeInfinity, 0, 0, float.Epsilon]));

        static int[] Choose(float[] first, float[] second)
        {
            var description = new PolicyDescription(Origin, 2, 3, null, PolicyActions.Discrete(4), 0, [], PolicyActionKind.Argmax);
            int[] actions = new int[2];
            new ActionChoice(description).Choose([.. first, .. second], [.. All, .. All], actions);
            return actions;
        }
    }

    [Fact]
    public void A_state_that_is_restored_goes_on_with_the_same_bits()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        var policy = ActingPolicy.Load(recorded.File);
        PolicyTeam team = policy.CreateTeam();
        byte[] state = new byte[team.StateLength];
        Assert.Equal(4 * 5 * (20 + 1), state.Length);
        foreach (RecordedStep step in recorded.Steps.Take(7))
        {
            step.Act(team);
        }

        team.SaveState(state);
        PolicyTeam other = policy.CreateTeam();
        other.RestoreState(state);
        foreach (RecordedStep step in recorded.Steps.Skip(7).Take(5))
        {
            Assert.Equal(step.Actions, step.Act(other));
            Assert.Equal(step.Outputs, System.Runtime.InteropServices.MemoryMarshal.AsBytes(other.Outputs).ToArray());
        }
    }

    [Fact]
    public void What_is_no_state_is_refused_and_changes_nothing()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        PolicyTeam team = ActingPolicy.Load(recorded.File).CreateTeam();
        recorded.Steps[0].Act(team);
        byte[] state = new byte[team.StateLength];
        Assert.StartsWith("The state has 419 bytes; one of this policy has 420.", Argument(() => team.RestoreState(state.AsSpan(1))), StringComparison.Ordinal);
        Assert.StartsWith("The state has 421 bytes; one of this policy has 420.", Argument(() => team.SaveState(new byte[421])), StringComparison.Ordinal);
        state[^4] = 7;
        Assert.StartsWith(
            "The state says that an agent's last action is 7, which it does not have; it is no state of this policy.", Argument(() => team.RestoreState(state)), StringComparison.Ordinal);
        Assert.Equal(recorded.Steps[1].Actions, recorded.Steps[1].Act(team));
    }

    [Fact]
    public void An_agent_that_forgets_acts_as_in_a_first_step_and_the_others_go_on()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        var policy = ActingPolicy.Load(recorded.File);
        (PolicyTeam team, PolicyTeam fresh) = (policy.CreateTeam(), policy.CreateTeam());
        RecordedStep[] steps = [.. recorded.Steps.Take(3)];
        steps[0].Act(team);
        steps[1].Act(team);
        team.Forget(3);
        steps[2].Act(team);
        steps[2].Act(fresh);
        Assert.Equal(fresh.Outputs.Slice(21, 7).ToArray(), team.Outputs.Slice(21, 7).ToArray());
        byte[] outputs = System.Runtime.InteropServices.MemoryMarshal.AsBytes(team.Outputs).ToArray();
        Assert.Equal(steps[2].Outputs[..(4 * 21)], outputs[..(4 * 21)]);
        Assert.NotEqual(steps[2].Outputs[(4 * 21)..(4 * 28)], outputs[(4 * 21)..(4 * 28)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Forget(5));
    }

    [Fact]
    public void An_action_that_is_corrected_is_the_last_action()
    {
        var recorded = RecordedPolicy.Read("recurrent");
        var policy = ActingPolicy.Load(recorded.File);
        (PolicyTeam team, PolicyTeam other) = (policy.CreateTeam(), policy.CreateTeam());
        foreach (PolicyTeam each in new[] { team, other })
        {
            recorded.Steps[0].Act(each);
        }

        int done = BitConverter.ToInt32(recorded.Steps[0].Actions);
        other.Correct(0, (done + 1) % 7);
        recorded.Steps[1].Act(team);
        recorded.Steps[1].Act(other);
        Assert.NotEqual(team.Outputs[..7].ToArray(), other.Outputs[..7].ToArray());
        Assert.Equal(team.Outputs[7..].ToArray(), other.Outputs[7..].ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Correct(0, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Correct(5, 0));
        Assert.Equal(
            "The team's actions have 3 continuous dimensions; only discrete actions are kept from step to step.", Operation(() => Recorded("actor").Correct(0, 0)));
    }

    [Fact]
    public void There_is_an_agent_for_every_id_and_for_no_other()
    {
        var policy = new ActingPolicy(Linear());
        Assert.Equal(1, policy.CreateAgent(1).Id);
        Assert.StartsWith("There is no agent 2; the policy is for 2, counted from 0.", Assert.Throws<ArgumentOutOfRangeException>(() => policy.CreateAgent(2)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "Agent 1 has no available action;", Argument(() => policy.CreateAgent(1).Act(new float[3], new bool[2])), StringComparison.Ordinal);
    }

    [Fact]
    public void Teams_of_one_policy_act_on_many_threads_with_the_same_bits()
    {
        var recorded = RecordedPolicy.Read("attention");
        var policy = ActingPolicy.Load(recorded.File);
        Parallel.For(0, 8, _ =>
        {
            PolicyTeam team = policy.CreateTeam();
            foreach (RecordedStep step in recorded.Steps)
            {
                if (step.Begins)
                {
                    team.Begin();
                }

                Assert.Equal(step.Actions, step.Act(team));
            }
        });
    }

    public static TheoryData<string> Names => [.. RecordedPolicy.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        var recorded = RecordedPolicy.Read(name);
        PolicyTeam team = ActingPolicy.Load(recorded.File).CreateTeam();
        RecordedStep step = recorded.Steps[0];
        (float[] numbers, int[] actions) = (new float[step.Actions.Length / 4], new int[step.Actions.Length / 4]);
        byte[] state = new byte[team.StateLength];
        Act();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            Act();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Act()
        {
            team.Begin();
            if (step.Available.Length == 0)
            {
                team.Act(step.Seen, numbers);
            }
            else if (step.Absent.Length > 0)
            {
                team.Act(new SeenEntities(step.Seen, step.Absent, step.Hidden), step.Available, actions);
            }
            else
            {
                team.Act(step.Seen, step.Available, actions);
            }

            team.SaveState(state);
            team.RestoreState(state);
            team.Forget(0);
        }
    }

    private static PolicyTeam Recorded(string name) => ActingPolicy.Load(Fixtures.File($"policies/{name}.safetensors")).CreateTeam();

    private static string Argument(Action act) => Assert.ThrowsAny<ArgumentException>(act).Message;

    private static string Operation(Action act) => Assert.Throws<InvalidOperationException>(act).Message;
}
