namespace Phalanx.Environments.Tests;

public sealed class GuardedEnvironmentsTests
{
    private const ulong Seed = 42;

    [Fact]
    public void A_step_before_any_reset_is_refused() => Assert.Equal(
        "environment 'corridor', episode seed 0, step 0: it was told to step but no episode is running; reset it first",
        Assert.Throws<EnvironmentContractException>(() => EnvironmentBatch.Of(() => new Corridor(), 1).Step(1, 1)).Message);

    [Fact]
    public void A_step_after_the_end_is_refused()
    {
        IEnvironmentBatch batch = Begin(new Corridor());
        while (!batch.Step(Forward(batch)).Ended)
        {
        }

        EnvironmentContractException failure = Assert.Throws<EnvironmentContractException>(() => batch.Step(1, 1));
        Assert.Equal("it was told to step but no episode is running; reset it first", failure.Rule);
        Assert.Equal(Seed, failure.EpisodeSeed);
        Assert.NotEqual(0, failure.Step);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void An_action_out_of_range_is_refused(int action) =>
        AssertBreach(
            step: 0,
            $"agent 1 was told to take action {action}; actions run from 0 to 1",
            () => Begin(new Corridor()).Step(1, action));

    [Fact]
    public void An_action_that_the_mask_forbids_is_refused()
    {
        IEnvironmentBatch batch = Begin(new AtStart());
        batch.Available();

        AssertBreach(
            step: 0,
            "agent 1 was told to take action 0, which is not available",
            () => batch.Step(1, 0));
    }

    [Fact]
    public void A_reward_that_is_not_finite_is_refused() =>
        AssertBreach(
            step: 0,
            "the reward is NaN; rewards must be finite",
            () => Begin(new Returning(new StepResult(double.NaN))).Step(1, 1));

    [Fact]
    public void An_episode_that_goes_on_beyond_its_limit_is_refused()
    {
        IEnvironmentBatch batch = Begin(new Returning(new StepResult(0)));
        for (int step = 1; step < Corridor.Limit; step++)
        {
            batch.Step(1, 1);
        }

        AssertBreach(
            step: 11,
            "the episode goes on after 12 steps, its EpisodeLimit; the step that reaches the limit must be truncated",
            () => batch.Step(1, 1));
    }

    [Fact]
    public void An_agent_without_any_action_is_refused() =>
        AssertBreach(
            step: 0,
            "agent 1 has no available action; every agent must have at least one, if only to do nothing",
            () => Begin(new Stuck()).Available());

    [Fact]
    public void Observations_and_states_that_are_not_finite_are_refused()
    {
        IEnvironmentBatch batch = Begin(new NotANumber());

        AssertBreach(
            step: 0,
            "number 0 of the observation of agent 1 is NaN; observations must be finite",
            () => batch.Observations());
        AssertBreach(
            step: 0,
            "number 2 of the state is Infinity; states must be finite",
            () => batch.State());
    }

    [Fact]
    public void Terminated_wins_over_truncated() =>
        Assert.Equal(new StepResult(1, Terminated: true), Begin(new Returning(new StepResult(1, true, true))).Step(1, 1));

    [Fact]
    public void Continuous_actions_must_lie_within_their_bounds()
    {
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => new Continuous(), 1);
        batch.Reset(0, Seed);
        StepResult[] result = new StepResult[1];

        AssertBreach(
            step: 0,
            "dimension 1 of the action of agent 0 is 1.5; it must be from -1 to 1",
            () => batch.Step([0], new JointAction([0f, 1.5f, 0f, 0f]), result));
        AssertBreach(
            step: 0,
            "dimension 0 of the action of agent 1 is NaN; it must be from -1 to 1",
            () => batch.Step([0], new JointAction([0f, 0f, float.NaN, 0f]), result));
        Assert.Empty(batch.Available());
        batch.Step([0], new JointAction([-1f, 1f, 0f, 0f]), result);
        Assert.Equal(3, result[0].Reward);
    }

    [Fact]
    public void Steps_of_a_guarded_batch_allocate_nothing()
    {
        IEnvironmentBatch batch = Begin(new Returning(new StepResult(1)));
        int[] environments = [0];
        int[] actions = [1, 1];
        StepResult[] results = new StepResult[1];
        float[] observations = new float[2];
        float[] state = new float[3];
        bool[] available = new bool[4];

        long allocated = 0;
        for (int step = 1; step < Corridor.Limit; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            batch.Step(environments, new JointAction(actions), results);
            batch.WriteObservations(environments, observations);
            batch.WriteState(environments, state);
            batch.WriteAvailableActions(environments, available);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static IEnvironmentBatch Begin(IEnvironment environment)
    {
        IEnvironmentBatch batch = EnvironmentBatch.Of(() => environment, 1);
        batch.Reset(0, Seed);
        return batch;
    }

    private static int[] Forward(IEnvironmentBatch batch)
    {
        bool[] available = batch.Available();
        return [available[1] ? 1 : 0, available[3] ? 1 : 0];
    }

    private static void AssertBreach(int step, string rule, Action act) => Assert.Equal(
        $"environment 'corridor', episode seed {Seed}, step {step}: {rule}", Assert.Throws<EnvironmentContractException>(act).Message);

    private sealed class AtStart : Corridor
    {
        public override void Reset(ulong seed) => Positions.AsSpan().Clear();
    }

    private sealed class Returning(StepResult result) : Corridor
    {
        public override StepResult Step(JointAction action) => result;

        public override void WriteAvailableActions(Span<bool> available) => available.Fill(true);
    }

    private sealed class Stuck : Corridor
    {
        public override void WriteAvailableActions(Span<bool> available)
        {
            available.Clear();
            available[0] = true;
        }
    }

    private sealed class NotANumber : Corridor
    {
        public override void WriteObservations(Span<float> observations) => observations[1] = float.NaN;

        public override void WriteState(Span<float> state) => state[2] = float.PositiveInfinity;
    }

    private sealed class Continuous : Corridor
    {
        public override EnvironmentSpec Spec { get; } = new()
        {
            Name = "corridor",
            Agents = 2,
            Actions = ActionSpec.Continuous(2, -1, 1),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 1,
        };

        public override StepResult Step(JointAction action) => new(action.Continuous[1] + 2, Terminated: true);

        public override void WriteAvailableActions(Span<bool> available) => Assert.True(available.IsEmpty);
    }
}
