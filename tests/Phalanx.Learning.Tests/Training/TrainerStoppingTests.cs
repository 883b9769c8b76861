using System.Diagnostics;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>A run can be stopped anywhere: it is saved soon, and goes on with the same bits.</summary>
public sealed class TrainerStoppingTests : IDisposable
{
    private const int EpisodeLength = 3;
    private const int Stuck = 1_000_000;

    // So that a run that is not left fails the test, and does not hang it.
    private static readonly TimeSpan Rescue = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private string Whole => _folder.At("whole");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_saved_and_left_where_an_environment_does_not_come_back()
    {
        var sound = new CountingEnvironments { EpisodeLength = EpisodeLength };
        SmallRun.Train(Settings(sound), Whole, sound.Registry());
        int steps = sound.Steps;
        Assert.InRange(steps, 200, Stuck);
        var random = new RandomStream(1, StreamPurpose.Named("stops of a test"), 0);
        for (int i = 0; i < 12; i++)
        {
            // In the first round, in the closing test, and anywhere between: in rounds of training and in tests.
            int at = i switch { 0 => 1, 1 => steps, _ => 1 + random.NextInt(steps) };
            string run = _folder.At($"stuck {i}");
            using var release = new ManualResetEventSlim();
            using var rescue = new Timer(_ => release.Set(), null, Rescue, Timeout.InfiniteTimeSpan);
            using var cancellation = new CancellationTokenSource();
            var stuck = new CountingEnvironments
            {
                EpisodeLength = EpisodeLength,
                BeforeStep = step =>
                {
                    if (step == at)
                    {
                        cancellation.Cancel();
                        release.Wait();
                    }
                },
            };
            using (Trainer trainer = SmallRun.Start(Settings(stuck), run, stuck.Registry(), new TrainerServices { StopPatience = TimeSpan.FromMilliseconds(20) }))
            {
                long start = Stopwatch.GetTimestamp();
                Assert.Throws<OperationCanceledException>(() => trainer.Run(cancellation.Token));
                Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Rescue);
                Assert.Equal(RunState.Interrupted, trainer.Status.State);
            }

            Assert.NotEmpty(_folder.Names($"stuck {i}", "checkpoints"));
            Assert.InRange(stuck.Alive, 1, int.MaxValue); // what still plays cannot be disposed
            release.Set();
            Assert.True(SpinWait.SpinUntil(() => stuck.Alive == 0, TimeSpan.FromSeconds(20)));
            SmallRun.Resume(run, registry: sound.Registry());
            AssertEqual(run);
        }
    }

    [Fact]
    public void A_run_that_is_stopped_before_a_test_that_is_due_begins_with_it()
    {
        SmallRun.Train(SmallRun.Settings(), Whole);
        using var cancellation = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        using var rescue = new Timer(_ => release.Set(), null, Rescue, Timeout.InfiniteTimeSpan);
        RoundPlayerFactory players = new TrainerServices().Players;
        var services = new TrainerServices
        {
            StopPatience = TimeSpan.Zero,
            Players = (problem, episodes, workers) => new StuckInTests(players(problem, episodes, workers), test: 3, cancellation, release),
        };
        Stop(SmallRun.Start(SmallRun.Settings(), _folder.At("run"), services: services), cancellation);
        release.Set();

        JsonElement state = StateOfLast(out long tEnv);
        Assert.InRange(tEnv, 120, 130);
        Assert.Equal((120, 2), (state.GetProperty("next_evaluation").GetInt64(), state.GetProperty("metrics_rows").GetInt32()));
        string saved = _folder.At("run", "checkpoints", $"{tEnv}");
        Directory.CreateDirectory(_folder.At("before the test"));
        Array.ForEach(Directory.GetFiles(saved), file => File.Copy(file, _folder.At("before the test", Path.GetFileName(file))));
        SmallRun.Resume(_folder.At("run"));
        AssertEqual(_folder.At("run"));

        // A crash after the test, and before it is in a checkpoint: the test is made once more, and nothing of it stands twice.
        Directory.Delete(_folder.At("run", "checkpoints"), recursive: true);
        Directory.CreateDirectory(_folder.At("run", "checkpoints"));
        Directory.Move(_folder.At("before the test"), saved);
        SmallRun.Resume(_folder.At("run"));
        AssertEqual(_folder.At("run"));
    }

    [Fact]
    public void A_run_that_is_stopped_between_training_steps_goes_on_there_and_its_checkpoint_becomes_that_of_the_whole_round()
    {
        RunSettings settings = SmallRun.Settings(steps: 60);
        settings = settings with { Training = settings.Training with { StepsPerEpisode = 400 }, Checkpoint = new() { Interval = 20 } };
        SmallRun.Train(settings, Whole);
        using var cancellation = new CancellationTokenSource();
        TrainerServices services = InterruptedPlayer.At(40, cancellation.Cancel) with { StopPatience = TimeSpan.Zero };
        Stop(SmallRun.Start(settings, _folder.At("run"), services: services), cancellation);

        JsonElement state = StateOfLast(out long tEnv);
        Assert.Equal(40, tEnv);
        Assert.InRange(state.GetProperty("training_steps").GetInt64(), 1, ((20 - 8 + 1) * 400) - 1);
        SmallRun.Resume(_folder.At("run"));
        AssertEqual(_folder.At("run"));
        foreach (string checkpoint in (string[])["20", "40", "60"])
        {
            foreach (string file in _folder.Names("whole", "checkpoints", checkpoint))
            {
                Assert.Equal(File.ReadAllBytes(_folder.At("whole", "checkpoints", checkpoint, file)), File.ReadAllBytes(_folder.At("run", "checkpoints", checkpoint, file)));
            }
        }
    }

    [Theory]
    [InlineData("qmix", 1)]
    [InlineData("qmix", 2)]
    [InlineData("coma", 3)]
    public void A_run_stopped_at_random_moments_again_and_again_ends_with_the_same_bits(string algorithm, ulong seed)
    {
        Environments.EnvironmentRegistry registry = Environments.EnvironmentRegistry.WithBuiltIns();
        RunSettings settings = SmallRun.Settings(algorithm: algorithm, environments: 2, threads: 2);
        settings = SmallRun.WithStepsThatFit(settings, registry[settings.EnvironmentName].SpecOf(settings.Env));
        long start = Stopwatch.GetTimestamp();
        SmallRun.Train(settings, Whole);
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        var random = new RandomStream(seed, StreamPurpose.Named("stops of a test"), 1);
        string run = _folder.At("run");
        for (int i = 0; i < 200; i++)
        {
            var services = new TrainerServices { StopPatience = TimeSpan.Zero };
            using Trainer trainer = i == 0
                ? SmallRun.Start(settings, run, services: services)
                : Trainer.Resume(run, null, registry, SmallRun.Algorithms, services: services);
            using var cancellation = new CancellationTokenSource(whole * random.NextDouble() * 0.4);
            try
            {
                trainer.Run(cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                continue;
            }

            if (trainer.Status.State == RunState.Done)
            {
                AssertEqual(run);
                return;
            }
        }

        Assert.Fail("It does not come to its end.");
    }

    private static RunSettings Settings(CountingEnvironments counting) =>
        SmallRun.Settings(CountingEnvironments.Name, environments: 2, threads: 2, steps: 150, registry: counting.Registry());

    private static void Stop(Trainer trainer, CancellationTokenSource cancellation)
    {
        using (trainer)
        {
            Assert.Throws<OperationCanceledException>(() => trainer.Run(cancellation.Token));
        }
    }

    private static (string Tag, long Step, float Value)[] Curve(string run) =>
        [.. EventFileReader.Read(Assert.Single(Directory.GetFiles(run, "events.*"))).SelectMany(read => read.Scalars.Select(scalar => (scalar.Tag, read.Step, scalar.Value)))];

    private void AssertEqual(string run)
    {
        SmallRun.AssertEqual(Whole, run);
        Assert.Equal(Curve(Whole), Curve(run));
    }

    private JsonElement StateOfLast(out long tEnv)
    {
        tEnv = RunDirectory.OpenToRead(_folder.At("run")).Checkpoints.Available[^1];
        return JsonDocument.Parse(File.ReadAllBytes(_folder.At("run", "checkpoints", $"{tEnv}", "state.json"))).RootElement;
    }

    /// <summary>Does not come back from one test, and cancels the run there.</summary>
    private sealed class StuckInTests(IRoundPlayer inner, int test, CancellationTokenSource cancellation, ManualResetEventSlim release) : IRoundPlayer
    {
        private int _tests;

        public int Capacity => inner.Capacity;

        public ReadOnlySpan<EpisodeResult> Results => inner.Results;

        public float Statistic(int episode, int statistic) => inner.Statistic(episode, statistic);

        public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
        {
            if (recorder is null && ++_tests == test)
            {
                cancellation.Cancel();
                release.Wait();
            }

            inner.Play(round, recorder, watcher);
        }

        public void Dispose() => inner.Dispose();
    }
}
