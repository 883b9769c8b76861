using Phalanx.Environments;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Runs;
using Phalanx.Learning.Training;
using Phalanx.Numerics;

namespace Phalanx.Learning.Tests.Training;

public sealed class TrainerFaultsTests : IDisposable
{
    private const int Training = 2; // environments
    private const int Tests = 5;

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.At("run");

    public void Dispose() => _folder.Dispose();

    /// <summary>Families of methods, of which each reaches its optimisers in its own way.</summary>
    public static TheoryData<string, string> Methods => new()
    {
        { "qmix", "matrix/two-step" }, { "iql", "matrix/two-step" }, { "qtran-base", "matrix/two-step" }, { "resq", "matrix/two-step" },
        { "dmix", "matrix/two-step" }, { "resz", "matrix/two-step" }, { "coma", "matrix/two-step" }, { "masac", "matrix/two-step" },
        { "refil", "group-matching" }, { "qmix-ac", "two-quadratics" }, { "fsv", "two-quadratics" },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_learning_rate_that_overflows_the_weights_ends_the_run_at_that_step(string algorithm, string environment)
    {
        RunSettings settings = SmallRun.Settings(environment, steps: 2000, algorithm: algorithm);
        settings = SmallRun.WithStepsThatFit(settings, EnvironmentRegistry.WithBuiltIns()[environment].SpecOf(settings.Env));
        settings = settings with { Learner = settings.Learner with { Lr = 1e38 }, Checkpoint = new() { Interval = 2 } };
        NumericalFaultException fault;
        using (Trainer trainer = SmallRun.Start(settings, Run))
        {
            fault = Assert.Throws<NumericalFaultException>(() => trainer.Run());
        }

        Assert.NotNull(fault.Fault.Group);
        Assert.StartsWith("weight '", fault.Fault.Tensor, StringComparison.Ordinal);
        RunMoment moment = fault.Fault.FoundAt!;
        Assert.Equal(("learn", 0L), (moment.Phase, moment.TrainingSteps));
        AssertFailed(fault);

        // What is there can be resumed, and where nothing is changed it ends in the same way.
        using (Trainer again = Trainer.Resume(Run, null, EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms))
        {
            Assert.Equal(fault.Message, Assert.Throws<NumericalFaultException>(() => again.Run()).Message);
        }

        AssertFailed(fault);
    }

    [Theory]
    [InlineData(Poisoned.Reward, double.NaN, true, 1)]
    [InlineData(Poisoned.Reward, double.NegativeInfinity, false, 2)]
    [InlineData(Poisoned.Reward, 1e39, true, 1)] // finite, but not in the precision that is learned in
    [InlineData(Poisoned.Observation, double.NaN, true, 2)]
    [InlineData(Poisoned.Observation, double.PositiveInfinity, false, 1)]
    [InlineData(Poisoned.State, double.NaN, true, 1)]
    [InlineData(Poisoned.State, double.NegativeInfinity, false, 2)]
    [InlineData(Poisoned.Entity, double.NaN, true, 2)]
    [InlineData(Poisoned.Entity, double.NaN, false, 1)]
    public void An_environment_whose_numbers_are_not_finite_ends_the_run_and_what_was_saved_resumes(Poisoned what, double value, bool guarded, int threads)
    {
        const int Episode = 40;
        const int Step = 1;
        EnvironmentRegistry sound = Sound();
        string algorithm = what == Poisoned.Entity ? "refil" : "qmix";
        RunSettings settings = SmallRun.Settings("corridor", Training, threads, steps: 400, algorithm: algorithm, registry: sound);
        SmallRun.Train(settings, _folder.At("sound"), sound);
        NumericalFaultException fault;
        using (Trainer trainer = SmallRun.Start(settings, Run, PoisonedBatch.Corridors(Training, what, value, Episode, Step, guarded)))
        {
            fault = Assert.Throws<NumericalFaultException>(() => trainer.Run());
        }

        EpisodeAddress at = fault.Fault.Episode!;
        Assert.Equal(("corridor", Step), (at.Environment, at.Step));
        Assert.InRange(at.Place, 0, Training - 1);
        Assert.InRange(at.Episode, Episode, Episode + 5); // an episode of a single step shows nothing at its second
        Assert.Equal(at.Place, at.Episode % Training);
        Assert.Equal(SeedOf(settings, at.Episode), at.Seed);
        (string tensor, int of) = what switch
        {
            Poisoned.Reward => ("reward", 1),
            Poisoned.Observation => ("observation of agent 1", 3),
            Poisoned.State => ("state", 2),
            _ => ("row of entity 2", 3),
        };
        Assert.Equal((tensor, NonFinite.Count((float)value) with { Of = of }), (fault.Fault.Tensor, fault.Fault.Numbers));
        Assert.Equal("collect", fault.Fault.FoundAt!.Phase);
        Assert.True(fault.Fault.FoundAt.TrainingSteps > 0);
        AssertFailed(fault);
        string saved = fault.Fault.FoundAt.Checkpoint!;
        Assert.Equal(_folder.At("run", "checkpoints", $"{fault.Fault.FoundAt.CheckpointTEnv}"), saved);
        Assert.EndsWith($"the last good checkpoint is '{saved}'", fault.Message, StringComparison.Ordinal);
        string[] rows = File.ReadAllLines(_folder.At("run", "metrics.csv"));
        Assert.True(rows.Length > 1);
        Assert.Equal(rows, File.ReadAllLines(_folder.At("sound", "metrics.csv"))[..rows.Length]);

        SmallRun.Resume(Run, registry: sound);
        SmallRun.AssertEqual(_folder.At("sound"), Run);
        Assert.Equal((RunState.Done, null), (Status().State, Status().Error));
    }

    [Fact]
    public void A_test_whose_numbers_are_not_finite_ends_the_run_too()
    {
        RunSettings settings = SmallRun.Settings("corridor", Training, registry: Sound());
        using Trainer trainer = SmallRun.Start(settings, Run, PoisonedBatch.Corridors(Tests, Poisoned.Reward, double.NaN, Tests, 0, guarded: false));
        var fault = Assert.Throws<NumericalFaultException>(() => trainer.Run());
        Assert.Equal("test", fault.Fault.FoundAt!.Phase);
        Assert.InRange(fault.Fault.FoundAt.TEnv, 80, 95); // the second test
        AssertFailed(fault);
    }

    [Fact]
    public void Weights_whose_outputs_overflow_end_the_run_where_it_plays()
    {
        Trainer? trainer = null;
        TrainerServices services = InterruptedPlayer.At(70, () =>
        {
            // Of two actions with opposite weights, one overflows whatever the hidden state is.
            ParameterSet<float> set = trainer!.Algorithm.Groups[0].Online;
            Span<float> weights = set["agent.fc2.weight"].Value.Span;
            weights[..(weights.Length / 2)].Fill(float.MaxValue);
            weights[(weights.Length / 2)..].Fill(float.MinValue);
            set["agent.fc2.bias"].Value.Span.Fill(float.MaxValue);
            set.Touch();
        });
        RunSettings settings = SmallRun.Settings() with { Exploration = new() { WarmupEpisodes = 1000 } }; // it only plays
        using (trainer = SmallRun.Start(settings, Run, services: services))
        {
            var fault = Assert.Throws<NumericalFaultException>(() => trainer.Run());
            Assert.Equal(("output of the acting network", "collect"), (fault.Fault.Tensor, fault.Fault.FoundAt!.Phase));
            Assert.EndsWith($"{Path.DirectorySeparatorChar}60'", fault.Message, StringComparison.Ordinal);
            AssertFailed(fault);
        }
    }

    [Fact]
    public void A_checkpoint_with_such_weights_is_refused_and_the_one_before_it_resumes()
    {
        SmallRun.Train(SmallRun.Settings(), _folder.At("whole"));
        SmallRun.Train(SmallRun.Settings(steps: 130), Run);
        Poison.LastNumber(_folder.At("run", "checkpoints", "130", "weights.safetensors"));
        string refusal = _folder.Refusal(() => SmallRun.Resume(Run, steps: 240));
        Assert.Contains("weights.safetensors: tensor 'target.mixer.", refusal, StringComparison.Ordinal);
        Assert.Contains("F32 [1] is NaN; ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("delete its folder to continue from the one before it, at t_env 120", refusal, StringComparison.Ordinal);

        Directory.Delete(_folder.At("run", "checkpoints", "130"), recursive: true);
        SmallRun.Resume(Run, steps: 240);
        SmallRun.AssertEqual(_folder.At("whole"), Run);
    }

    [Fact]
    public void Metrics_tell_how_healthy_the_numbers_are()
    {
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings() with { Learner = new() { BatchEpisodes = 8, ClipNorm = 1, ShardRows = 8 } }, Run))
        {
            trainer.Run();
        }

        MetricsTable metrics = MetricsTable.Read(_folder.At("run", "metrics.csv"));
        Assert.Equal(MetricsColumns.Health, metrics.Columns.Where(MetricsColumns.Health.Contains));
        Assert.All(metrics[MetricsColumns.ClippedShare], share => Assert.InRange(share!.Value, 0, 1));
        Assert.Contains(metrics[MetricsColumns.ClippedShare], share => share is > 0 and < 1);
        Assert.All(metrics[MetricsColumns.LargestValue], largest => Assert.True(largest > 0));
        Assert.True(metrics[MetricsColumns.LargestValue].Distinct().Count() > 3);
        Assert.All(metrics[MetricsColumns.TargetGap], gap => Assert.True(gap > 0));
    }

    [Fact]
    public void The_largest_value_before_a_checkpoint_counts_after_it_too()
    {
        // A learning rate by which values go up and down, and rows that are far apart.
        RunSettings settings = SmallRun.Settings() with { Evaluation = new() { Interval = 240, Episodes = 1 }, Checkpoint = new() { Interval = 40 } };
        settings = settings with { Learner = settings.Learner with { Lr = 0.05 } };
        SmallRun.Train(settings, _folder.At("whole"));
        foreach (long steps in (long[])[80, 120, 160, 200])
        {
            string parts = _folder.At($"{steps}");
            SmallRun.Train(settings with { Training = settings.Training with { Steps = steps } }, parts);
            SmallRun.Resume(parts, steps: 240);
            SmallRun.AssertEqual(_folder.At("whole"), parts);
        }
    }

    private static EnvironmentRegistry Sound() => PoisonedBatch.Corridors(0, Poisoned.Reward, 0, 0, 0, guarded: false);

    private static ulong SeedOf(RunSettings settings, long episode) =>
        Foundation.RandomStream.DeriveSeed(settings.Training.Seed, Foundation.StreamPurpose.Named("training environment"), (ulong)episode);

    private RunStatus Status() => RunStatus.Read(_folder.At("run", "progress.json"))!;

    /// <summary>The run says that it failed and why, and no checkpoint is there that is not whole.</summary>
    private void AssertFailed(NumericalFaultException fault)
    {
        Assert.Equal((RunState.Failed, fault.Message), (Status().State, Status().Error));
        var store = new CheckpointStore(_folder.At("run", "checkpoints"));
        Assert.Equal(fault.Fault.FoundAt!.CheckpointTEnv, store.Available is [.., long last] ? last : null);
        Assert.All(store.Available, tEnv => store.At(tEnv));
    }
}
