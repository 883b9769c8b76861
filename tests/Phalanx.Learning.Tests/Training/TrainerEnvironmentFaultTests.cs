using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>A run in an environment that misbehaves is saved as it was before, says where and how, and goes on as if nothing had been.</summary>
public sealed class TrainerEnvironmentFaultTests : IDisposable
{
    private static readonly StreamPurpose Training = StreamPurpose.Named("training environment");
    private static readonly StreamPurpose Tests = StreamPurpose.Named("evaluation environment");

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Misbehaviour, int, string> Ways => new()
    {
        { Misbehaviour.ThrowsInReset, 0, "Reset threw InvalidOperationException (\"no start\")" },
        { Misbehaviour.ThrowsInStep, Trap.At, "Step threw InvalidOperationException (\"no step\")" },
        { Misbehaviour.ThrowsInWriting, Trap.At, "WriteObservations threw InvalidOperationException (\"no sight\")" },
        { Misbehaviour.ThrowsInStatistics, Trap.Limit, "WriteStatistics threw InvalidOperationException (\"no count\")" },
        { Misbehaviour.WrongSize, Trap.At, "WriteObservations threw IndexOutOfRangeException" },
        { Misbehaviour.NanReward, Trap.At, "the reward is NaN" },
        { Misbehaviour.InfiniteReward, Trap.At, "the reward is -infinity" },
        { Misbehaviour.NanObservation, Trap.At, "the observation of agent 1 has 1 NaN among 2 numbers" },
        { Misbehaviour.NanStatistic, Trap.Limit, "the statistic 'length' is NaN" },
        { Misbehaviour.EmptyMask, Trap.At, "agent 1 has no available action" },
        { Misbehaviour.NeverEnds, Trap.Limit - 1, "the episode goes on after 5 steps" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_is_told_with_its_address_and_the_run_is_saved_before_the_round(Misbehaviour way, int step, string complaint)
    {
        RunSettings settings = Settings(environments: 3, threads: 2);
        ulong seed = SeedOf(settings, Training, 16);
        Exception fault = Fault(settings, Only(seed, way));
        Assert.StartsWith(
            $"environment 'trap', episode 16 of seed {seed}, place 1, step {step}: {complaint}", fault.Message, StringComparison.Ordinal);
        Assert.Contains("; phase collect at t_env 75, after ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; the last good checkpoint is '{_folder.At("run", "checkpoints", "75")}'", fault.Message, StringComparison.Ordinal);
        RunStatus status = RunStatus.Read(_folder.At("run", "progress.json"))!;
        Assert.Equal((RunState.Failed, fault.Message, 75), (status.State, status.Error, status.Checkpoint));
        AssertGoesOn(settings);
    }

    [Fact]
    public void A_state_that_is_not_finite_is_told_too()
    {
        RunSettings settings = Settings(environments: 3, threads: 1);
        ulong seed = SeedOf(settings, Training, 16);
        Assert.Contains("episode 16 of seed ", Fault(settings, Only(seed, Misbehaviour.NanState)).Message, StringComparison.Ordinal);
        AssertGoesOn(settings);
    }

    [Theory]
    [InlineData(1, 1, 80)]
    [InlineData(20, 2, 100)]
    public void A_run_that_fails_in_a_test_is_saved_after_the_training_steps_and_makes_the_test_when_it_goes_on(int environments, int threads, long tEnv)
    {
        RunSettings settings = Settings(environments, threads);
        long test = tEnv / settings.Evaluation.Interval;
        ulong seed = SeedOf(settings, Tests, (test * settings.Evaluation.Episodes) + 3);
        Exception fault = Fault(settings, Only(seed, Misbehaviour.ThrowsInStep));
        Assert.Contains($"episode {(test * settings.Evaluation.Episodes) + 3} of seed {seed}, place 3, step 2: Step threw", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"; phase test at t_env {tEnv}, after ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"\n{tEnv},", File.ReadAllText(_folder.At("run", "metrics.csv")), StringComparison.Ordinal);
        AssertGoesOn(settings);
    }

    [Fact]
    public void A_fault_before_anything_was_learned_leaves_a_run_that_can_be_resumed()
    {
        RunSettings settings = Settings(environments: 2, threads: 1);
        Fault(settings, Only(SeedOf(settings, Training, 0), Misbehaviour.ThrowsInReset));
        Assert.Equal(["0"], _folder.Names("run", "checkpoints"));
        AssertGoesOn(settings);
    }

    [Fact]
    public void A_batch_that_does_not_tell_which_environment_failed_is_told_with_the_episodes_of_the_group()
    {
        RunSettings settings = Settings(environments: 3, threads: 1) with { Rollout = new() { Environments = 3, SkipFaults = 9 } };
        var registry = new EnvironmentRegistry();
        registry.Register<NoSettings>(Trap.Name, "a batch", (_, count) => new BlindBatch(count));
        using Trainer trainer = SmallRun.Start(settings, _folder.At("run"), registry);
        var fault = Assert.Throws<EnvironmentFaultException>(() => trainer.Run());
        Assert.StartsWith("environment 'trap', one of the episodes 0 to 2: Step threw TimeZoneNotFoundException", fault.Message, StringComparison.Ordinal);
        Assert.IsType<TimeZoneNotFoundException>(fault.InnerException);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 2)]
    public void A_call_that_does_not_return_is_left_and_the_run_saved_as_it_was_before(int environments, int threads)
    {
        RunSettings settings = Settings(environments, threads);
        settings = settings with { Rollout = settings.Rollout with { StepTimeout = 0.3 } };
        int place = environments - 1; // at 20, on another thread than the one that trains
        ulong seed = SeedOf(settings, Training, 40 + place);
        using var release = new ManualResetEventSlim();
        using (Trainer trainer = SmallRun.Start(settings, _folder.At("run"), With(Only(seed, Misbehaviour.Hangs), release)))
        {
            var fault = Assert.Throws<EnvironmentFaultException>(() => trainer.Run());
            Assert.True(fault.Fault.Hangs);
            Assert.StartsWith(
                $"environment 'trap', episode {40 + place} of seed {seed}, place {place}, step 2: Step has not returned for 0.3 s, which is rollout.step_timeout; phase collect at t_env 200",
                fault.Message,
                StringComparison.Ordinal);
        }

        release.Set();
        AssertGoesOn(settings);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Skipped_episodes_are_counted_and_the_run_is_the_same_for_any_threads(Misbehaviour way, int step, string complaint)
    {
        Assert.NotEqual((step, complaint), default);
        RunSettings one = Skipping(Settings(environments: 20, threads: 1), 9);
        RunSettings two = Skipping(Settings(environments: 20, threads: 2), 9);
        Func<ulong, Misbehaviour?> trapped = Several(one, way);
        RunSummary summary = SmallRun.Train(one, _folder.At("one"), With(trapped));
        Assert.Equal(4, summary.SkippedEpisodes);
        SmallRun.Train(two, _folder.At("two"), With(trapped));
        SmallRun.AssertEqual(_folder.At("one"), _folder.At("two"));
        var metrics = MetricsTable.Read(_folder.At("one", "metrics.csv"));
        Assert.Equal([2, 4], metrics[MetricsColumns.SkippedEpisodes].Distinct().Order());
        Assert.Equal(summary.TEnv, summary.Episodes * Trap.Limit); // no round lacked an episode
    }

    [Fact]
    public void The_count_survives_a_resume_and_a_run_that_was_stopped_by_a_fault_goes_on_when_it_may_skip()
    {
        RunSettings settings = Settings(environments: 3, threads: 2);
        Func<ulong, Misbehaviour?> trapped = Several(settings, Misbehaviour.NanReward);
        SmallRun.Train(Skipping(settings, 4), _folder.At("whole"), With(trapped));
        using (Trainer trainer = SmallRun.Start(Skipping(settings, 2), _folder.At("run"), With(trapped)))
        {
            var fault = Assert.Throws<NumericalFaultException>(() => trainer.Run());
            Assert.Contains("episode 40 of seed ", fault.Message, StringComparison.Ordinal);
        }

        using (var trainer = Trainer.Resume(_folder.At("run"), null, With(trapped), SmallRun.Algorithms, skipFaults: 4))
        {
            Assert.Equal(4, trainer.Run().SkippedEpisodes);
        }

        SmallRun.AssertEqual(_folder.At("whole"), _folder.At("run"));
        Assert.Contains("skip_faults: 4", File.ReadAllText(_folder.At("run", "settings.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_which_nothing_is_skipped_is_the_same_whether_it_might_have_been()
    {
        RunSettings settings = Settings(environments: 3, threads: 1);
        SmallRun.Train(settings, _folder.At("stop"), With(_ => null));
        RunSettings watched = Skipping(settings, 5);
        SmallRun.Train(watched with { Rollout = watched.Rollout with { StepTimeout = 60 } }, _folder.At("skip"), With(_ => null));
        SmallRun.AssertEqual(_folder.At("stop"), _folder.At("skip"));
    }

    private static RunSettings Settings(int environments, int threads) =>
        SmallRun.Settings(Trap.Name, environments, threads, steps: 400, registry: With(_ => null));

    private static RunSettings Skipping(RunSettings settings, int episodes) =>
        settings with { Rollout = settings.Rollout with { SkipFaults = episodes } };

    private static ulong SeedOf(RunSettings settings, StreamPurpose purpose, long episode) =>
        RandomStream.DeriveSeed(settings.Training.Seed, purpose, (ulong)episode);

    private static Func<ulong, Misbehaviour?> Only(ulong seed, Misbehaviour way) => asked => asked == seed ? way : null;

    /// <summary>Three episodes of training, two of them in one round of 20, and one of a test.</summary>
    private static Func<ulong, Misbehaviour?> Several(RunSettings settings, Misbehaviour way)
    {
        ulong[] seeds =
        [
            SeedOf(settings, Training, 1),
            SeedOf(settings, Training, 17),
            SeedOf(settings, Training, 40),
            SeedOf(settings, Tests, (300 / settings.Evaluation.Interval * settings.Evaluation.Episodes) + 2),
        ];
        return asked => seeds.Contains(asked) ? way : null;
    }

    private static EnvironmentRegistry With(Func<ulong, Misbehaviour?> trapped, ManualResetEventSlim? release = null)
    {
        var registry = new EnvironmentRegistry();
        registry.Register(Trap.Name, "a walk that misbehaves", () => release is null ? new Trap(trapped) : new Trap(trapped) { Release = release });
        return registry;
    }

    private Exception Fault(RunSettings settings, Func<ulong, Misbehaviour?> trapped)
    {
        using Trainer trainer = SmallRun.Start(settings, _folder.At("run"), With(trapped));
        Exception? fault = Record.Exception(() => trainer.Run());
        Assert.True(fault is EnvironmentFaultException or NumericalFaultException, $"{fault}");
        return fault;
    }

    /// <summary>The run, resumed where it failed in an environment that behaves, ends as one that never failed.</summary>
    private void AssertGoesOn(RunSettings settings)
    {
        SmallRun.Train(settings, _folder.At("sound"), With(_ => null));
        SmallRun.Resume(_folder.At("run"), registry: With(_ => null));
        SmallRun.AssertEqual(_folder.At("sound"), _folder.At("run"));
    }

    /// <summary>A batch of one's own, which throws for all of its environments at once.</summary>
    private sealed class BlindBatch(int count) : IEnvironmentBatch
    {
        public EnvironmentSpec Spec { get; } = new Trap(_ => null).Spec;

        public int Count => count;

        public void Reset(int environment, ulong seed)
        {
        }

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results) => throw new TimeZoneNotFoundException();

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => observations.Clear();

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states) => states.Clear();

        public void WriteStatistics(ReadOnlySpan<int> environments, Span<float> statistics) => statistics.Clear();
    }
}
