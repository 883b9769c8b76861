namespace Phalanx.Environments.Tests;

/// <summary>Environments that break one rule each, and what the checker says of them.</summary>
public sealed class BrokenEnvironmentsTests
{
    private static int s_made;

    [Fact]
    public void A_constructor_that_throws_is_found() => AssertFinds(
        "creation", "making it threw InvalidOperationException (\"no map\")", () => throw new InvalidOperationException("no map"));

    [Fact]
    public void One_object_for_all_copies_is_found()
    {
        Corridor only = new();
        AssertFinds("creation", "the function that makes it returned the same object twice; it must make a new one each time", () => only);
    }

    [Fact]
    public void A_wrong_specification_is_found() => AssertFinds(
        "spec",
        "the specification is wrong: EpisodeLimit is 0; it must be at least 1",
        () => new Broken { Declares = spec => spec with { EpisodeLimit = 0 } });

    [Fact]
    public void A_specification_that_changes_with_time_is_found() => AssertFinds(
        "spec",
        "two batches that were made alike have different specifications; a specification may depend on nothing else",
        Growing());

    [Fact]
    public void Observations_that_are_not_all_written_are_found() => AssertFinds(
        "written",
        "WriteObservations leaves value 1 of 2 unwritten after the reset with seed",
        () => new Broken { Observes = (_, values) => values[0] = 1 });

    [Fact]
    public void A_mask_that_is_not_all_written_is_found() => AssertFinds(
        "written",
        "WriteAvailableActions leaves value 1 of 4 unwritten after the reset with seed",
        () => new Broken { Allows = (_, mask) => mask[0] = mask[2] = mask[3] = true });

    [Fact]
    public void Lost_agents_that_the_specification_does_not_declare_are_found() => AssertFinds(
        "alive",
        "agent 1 is not alive but the specification does not say that agents may be lost; set DeclaresAlive",
        () => new Broken { Loses = (_, alive) => alive[1] = false });

    [Fact]
    public void An_agent_that_is_not_alive_but_may_choose_is_found() => AssertFinds(
        "alive",
        "agent 1 is not alive but may choose; an agent that is not alive has action 0 available and no other",
        () => new Broken { Declares = spec => spec with { DeclaresAlive = true }, Loses = (_, alive) => alive[1] = false });

    [Fact]
    public void An_unwritten_value_of_who_is_alive_is_found() => AssertFinds(
        "written",
        "WriteAlive leaves value 1 of 2 unwritten after the reset with seed",
        () => new HalfCounted());

    [Fact]
    public void A_state_that_is_not_finite_is_found() => AssertFinds(
        "finite",
        "WriteState writes NaN at number 2 after step 3",
        () => new Broken { States = (steps, values) => values[2] = steps == 3 ? float.NaN : 0 });

    [Fact]
    public void Statistics_that_are_not_finite_at_the_end_are_found() => AssertFinds(
        "finite",
        "WriteStatistics writes Infinity at number 0 after step",
        () => new Broken { Counts = (_, values) => values[0] = float.PositiveInfinity });

    [Fact]
    public void Writing_that_draws_random_numbers_is_found() => AssertFinds(
        "pure",
        "WriteState writes something else when it is called a second time after the reset with seed",
        () => { int calls = 0; return new Broken { States = (_, values) => values[2] = calls++ }; });

    [Fact]
    public void An_agent_without_any_action_is_found() => AssertFinds(
        "available",
        "agent 1 has no available action after step 2",
        () => new Broken { Allows = (steps, mask) => { mask.Fill(true); mask[2..].Fill(steps != 2); } });

    [Fact]
    public void A_reward_that_is_not_finite_is_found() => AssertFinds(
        "reward", "the reward is NaN after step 1", () => new Broken { Returns = (_, result) => result with { Reward = double.NaN } });

    [Fact]
    public void A_step_that_is_both_terminated_and_truncated_is_found() => AssertFinds(
        "ending",
        "both Terminated and Truncated are true after step 1",
        () => new Broken { Returns = (_, result) => result with { Terminated = true, Truncated = true } });

    [Fact]
    public void An_episode_that_goes_on_beyond_its_limit_is_found() => AssertFinds(
        "limit",
        "goes on after 12 steps, which is its EpisodeLimit",
        () => new Broken { Returns = (_, result) => new StepResult(result.Reward) });

    [Fact]
    public void An_environment_that_terminates_at_its_time_limit_is_found() => AssertFinds(
        "clock",
        "every episode terminated exactly at EpisodeLimit (12 steps); if only the clock ended them, return Truncated instead of Terminated",
        () => new Broken { Returns = (steps, result) => new StepResult(result.Reward, Terminated: steps == Corridor.Limit) },
        isHint: true);

    [Fact]
    public void A_game_of_one_step_that_is_truncated_is_found() => AssertFinds(
        "one-step", "Truncated is true after step 1", () => new OneShot { Truncates = true });

    [Fact]
    public void Payoffs_that_are_not_paid_are_found() => AssertFinds(
        "payoffs",
        "the joint action (1, 0) pays 3 but Payoffs says 2.5; declare the expected rewards exactly, or none",
        () => new OneShot { Declared = 2.5 });

    [Fact]
    public void Noisy_payoffs_whose_mean_is_wrong_are_found() => AssertFinds(
        "payoffs", "the joint action (0, 0) pays 1.", () => new OneShot { Noise = seed => (seed % 2) + 0.1 });

    [Fact]
    public void Noisy_payoffs_whose_mean_is_right_pass() =>
        Assert.Empty(EnvironmentChecker.Check(() => new OneShot { Noise = seed => (seed % 2) - 0.5 }));

    [Fact]
    public void Randomness_that_does_not_come_from_the_seed_is_found() => AssertFinds(
        "repeatable",
        "two new environments differ in what WriteState writes after the reset of the episode of seed",
        () => { int own = s_made++; return new Broken { States = (_, values) => values[2] = own }; });

    [Fact]
    public void A_reset_that_keeps_something_of_the_episode_before_is_found() => AssertFinds(
        "reset",
        "differs in what Step returns after step 1 from the same in a new environment; Reset must put back everything",
        () => new IncompleteReset());

    [Fact]
    public void Copies_that_share_something_are_found()
    {
        AssertFinds("together", "stepped together with others, the episode of seed", () => new SharedState());
    }

    [Fact]
    public void An_absent_entity_that_is_seen_is_found() => AssertFinds(
        "entities", "entity 3 is absent but agent 0 sees it after the reset", () => new Broken { Hides = hidden => hidden.Clear() });

    [Fact]
    public void An_agent_that_does_not_see_itself_is_found() => AssertFinds(
        "entities", "agent 0 is hidden from itself after the reset", () => new Broken { Hides = hidden => hidden.Fill(true) });

    [Fact]
    public void An_exception_during_an_episode_is_found() => AssertFinds(
        "exception",
        "Step threw InvalidOperationException (\"lost\") in the episode of seed",
        () => new Broken { Returns = (_, _) => throw new InvalidOperationException("lost") });

    [Fact]
    public void A_declared_method_that_is_not_implemented_is_found() => AssertFinds(
        "exception",
        "but it does not implement WriteStatistics",
        () => new OneShot { Statistics = ["won"] });

    [Fact]
    public void Steps_that_allocate_are_a_hint_for_environments_of_ones_own() => AssertFinds(
        "allocation",
        "bytes on average; keep arrays between steps, or the garbage collector will slow everything",
        () => new Broken { Counts = (_, values) => values[0] = new float[8].Length },
        isHint: true);

    private static void AssertFinds(string rule, string sentence, Func<IEnvironment> create, bool isHint = false)
    {
        CheckReport report = EnvironmentChecker.Check(create);

        Finding finding = Assert.Single(report, finding => finding.Rule == rule);
        Assert.Contains(sentence, finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(isHint, finding.IsHint);
    }

    private static Func<IEnvironment> Growing()
    {
        int made = 0;
        CheckOptions usual = new();
        return () =>
        {
            // The first batch is of equals, the second is not equal to it.
            int size = made++ < usual.Copies ? 3 : 4;
            return new Broken { Declares = spec => spec with { StateSize = size } };
        };
    }

    /// <summary>Pays more the more was played before.</summary>
    private sealed class IncompleteReset : Corridor
    {
        private int _stepsEver;

        public override StepResult Step(JointAction action) => base.Step(action) with { Reward = ++_stepsEver };
    }

    /// <summary>Keeps the time in a place that all share.</summary>
    private sealed class HalfCounted : Corridor
    {
        public override void WriteAlive(Span<bool> alive) => alive[0] = true;
    }

    private sealed class SharedState : Corridor
    {
        private static int s_steps;

        public override void Reset(ulong seed)
        {
            base.Reset(seed);
            s_steps = 0;
        }

        public override StepResult Step(JointAction action) => base.Step(action) with { Reward = ++s_steps };
    }
}
