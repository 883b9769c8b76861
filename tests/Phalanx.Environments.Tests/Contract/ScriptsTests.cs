namespace Phalanx.Environments.Tests;

/// <summary>Environments that play their teams by themselves.</summary>
public sealed class ScriptsTests
{
    [Fact]
    public void A_step_by_script_that_is_not_declared_or_not_implemented_is_refused()
    {
        IEnvironment plain = new Corridor();
        IEnvironment promising = new Promising();

        Assert.Equal(
            "environment 'corridor': it was told to play script 0; it declares 0",
            Assert.Throws<EnvironmentContractException>(() => plain.StepByScript(0)).Message);
        Assert.Equal(
            "environment 'corridor': its specification declares scripts but it does not implement StepByScript",
            Assert.Throws<EnvironmentContractException>(() => promising.StepByScript(1)).Message);
    }

    [Fact]
    public void A_batch_must_implement_the_scripts_that_it_declares()
    {
        IEnvironmentBatch batch = new PromisingBatch();

        Assert.Contains(
            "does not implement StepByScript",
            Assert.Throws<EnvironmentContractException>(() => batch.StepByScript(0, [0], new StepResult[1])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "it was told to play script 7; it declares 2",
            Assert.Throws<EnvironmentContractException>(() => batch.StepByScript(7, [0], new StepResult[1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Single_environments_play_their_scripts_in_a_batch_as_alone()
    {
        var alone = new ScriptedWalk();
        using IEnvironmentBatch batch = EnvironmentBatch.Of(() => new ScriptedWalk(), 3);
        StepResult[] results = new StepResult[2];
        alone.Reset(5);
        batch.Reset(2, 5);
        batch.Reset(0, 6);
        for (int step = 0; step < 3; step++)
        {
            batch.StepByScript(0, [2, 0], results);
            Assert.Equal(alone.StepByScript(0), results[0]);
            Assert.NotEqual(results[0], results[1]);
        }
    }

    [Fact]
    public void A_guarded_batch_refuses_scripts_that_do_not_exist_and_steps_after_the_end()
    {
        using IEnvironmentBatch batch = EnvironmentBatch.Of(() => new ScriptedWalk(), 1);
        StepResult[] results = new StepResult[1];
        AssertBreach("it was told to step but no episode is running; reset it first", step: 0);
        batch.Reset(0, 42);
        Assert.Equal(
            "it was told to play script 2; it declares 2",
            Assert.Throws<EnvironmentContractException>(() => batch.StepByScript(2, [0], results)).Rule);

        int steps = 0;
        for (; !results[0].Ended; steps++)
        {
            batch.StepByScript(1, [0], results);
        }

        Assert.Equal(ScriptedWalk.Declared.EpisodeLimit, steps);
        AssertBreach("it was told to step but no episode is running; reset it first", steps);

        void AssertBreach(string rule, int step)
        {
            EnvironmentContractException failure = Assert.Throws<EnvironmentContractException>(() => batch.StepByScript(0, [0], results));
            Assert.Equal((rule, step), (failure.Rule, failure.Step));
        }
    }

    [Fact]
    public void A_guarded_batch_refuses_what_a_script_pays_or_ends_wrongly()
    {
        Assert.Contains("the reward is NaN", Refusal(new StepResult(double.NaN)), StringComparison.Ordinal);
        Assert.Contains("the step that reaches the limit must be truncated", Refusal(new StepResult(0)), StringComparison.Ordinal);

        static string Refusal(StepResult result)
        {
            using IEnvironmentBatch batch = EnvironmentBatch.Of(() => new Careless(_ => result), 1);
            batch.Reset(0, 1);
            return Assert.Throws<EnvironmentContractException>(() =>
            {
                for (int step = 0; step < Corridor.Limit; step++)
                {
                    batch.StepByScript(0, [0], new StepResult[1]);
                }
            }).Message;
        }
    }

    [Fact]
    public void The_checker_finds_nothing_wrong_with_scripts_that_keep_the_rules() =>
        EnvironmentChecker.Check(() => new ScriptedWalk()).ThrowIfAny();

    [Fact]
    public void The_checker_finds_scripts_that_break_a_rule()
    {
        int made = 0;
        AssertFinds("exception", "StepByScript threw EnvironmentContractException", () => new Promising());
        AssertFinds("script", "by the script 'advance' goes on after 12 steps", () => new Careless(_ => new StepResult(0)));
        AssertFinds("script", "the reward of the script 'advance' is NaN after step 1", () => new Careless(_ => new StepResult(double.NaN, true)));
        AssertFinds("script", "by the script 'advance'; draw everything random from the seed", () => new Careless(copy => new StepResult(copy, true), made++));

        static void AssertFinds(string rule, string sentence, Func<IEnvironment> create) => Assert.Contains(
            sentence, Assert.Single(EnvironmentChecker.Check(create), finding => finding.Rule == rule).Sentence, StringComparison.Ordinal);
    }

    private class Promising : Corridor
    {
        public override EnvironmentSpec Spec { get; } = new Corridor().Spec with { Scripts = ["advance", "hold"] };
    }

    /// <summary>Its script leads to the same with every step.</summary>
    private sealed class Careless(Func<int, StepResult> result, int copy = 0) : Promising, IEnvironment
    {
        StepResult IEnvironment.StepByScript(int script) => result(copy);
    }

    private sealed class PromisingBatch : IEnvironmentBatch
    {
        public EnvironmentSpec Spec { get; } = ScriptedWalk.Declared;

        public int Count => 1;

        public void Reset(int environment, ulong seed)
        {
        }

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => results.Clear();

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => observations.Clear();

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => states.Clear();
    }
}
