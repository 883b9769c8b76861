using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class TrainerObserverTests
{
    private const int Waiting = 1024;

    [Fact]
    public void An_observer_has_every_event_in_order_when_the_run_ends()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings();
        var recorded = new RecordingObserver();
        SmallRun.Train(settings, folder.At("run"), services: new TrainerServices { Observer = recorded });

        List<string> expected = ["checkpoint 0"];
        for (long episode = 1; episode <= 120; episode++)
        {
            long tEnv = 2 * episode;
            expected.Add($"round {tEnv}");
            if (episode >= settings.Learner.BatchEpisodes)
            {
                expected.Add($"step {episode - settings.Learner.BatchEpisodes + 1}");
            }

            if (tEnv % settings.Evaluation.Interval == 0)
            {
                expected.Add($"test {tEnv}");
            }

            if (tEnv % settings.Checkpoint.Interval == 0)
            {
                expected.Add($"checkpoint {tEnv}");
            }
        }

        Assert.Equal(expected, recorded.Events);
    }

    [Fact]
    public void Observer_events_carry_the_figures_of_the_run()
    {
        using var folder = new TemporaryFolder();
        var recorded = new RecordingObserver();
        RunSettings settings = SmallRun.Settings(algorithm: "cw-qmix", environments: 4);
        using (Trainer trainer = SmallRun.Start(settings, folder.At("run"), services: new TrainerServices { Observer = recorded }))
        {
            trainer.Run();
            Assert.NotEmpty(trainer.Algorithm.Figures);
            Assert.All(recorded.Steps, step => Assert.Equal(trainer.Algorithm.Figures, step.Own.Keys));
        }

        MetricsTable metrics = MetricsTable.Read(folder.At("run", "metrics.csv"));
        Assert.Equal(6, recorded.Rows.Count);
        Assert.Equal(metrics.TEnv, recorded.Rows.Select(row => row.Progress.TEnv));
        Assert.Equal(metrics[MetricsColumns.Loss], recorded.Rows.Select(row => (double?)row.Figures[MetricsColumns.Loss]));
        long before = 0;
        foreach ((TrainingProgress progress, IReadOnlyDictionary<string, double> figures) in recorded.Rows)
        {
            RecordingObserver.Step[] since = [.. recorded.Steps.Where(step => step.At > before && step.At <= progress.TEnv)];
            Assert.Equal(since.Average(step => step.Loss), figures[MetricsColumns.Loss], 1e-12);
            Assert.Equal(since.Average(step => step.Norm), figures[MetricsColumns.GradNorm], 1e-12);
            Assert.All(since[0].Own.Keys, name => Assert.Equal(since.Average(step => step.Own[name]), figures[name], 1e-12));
            before = progress.TEnv;
        }

        Assert.Equal(1, recorded.Rounds[0].Exploration);
        Assert.Equal(0.2, recorded.Rounds[^1].Exploration, 1e-9);
        Assert.All(recorded.Rounds, round => Assert.InRange(round.MeanReturn, 0, 8)); // the payoffs of the game
    }

    [Fact]
    public void The_first_episode_of_every_test_is_shown_when_that_is_asked_for_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings("switch-2", environments: 2, steps: 400);
        var (plain, shown) = (new RecordingObserver(), new RecordingObserver());
        SmallRun.Train(settings, folder.At("plain"), services: new TrainerServices { Observer = plain });
        SmallRun.Train(settings, folder.At("shown"), services: new TrainerServices { Observer = shown, ShowsTests = true });

        Assert.Empty(plain.Frames);
        Assert.Equal(File.ReadAllText(folder.At("plain", "metrics.csv")), File.ReadAllText(folder.At("shown", "metrics.csv")));
        Assert.All(shown.Frames, shot => Assert.NotEmpty(shot.Frame.Frame.Items));

        // Each episode from its first state on; the closing test of the run follows the last one on the way.
        long[] beginnings = [.. shown.Frames.Where(shot => shot.Frame.Step == 0).Select(shot => shot.Progress.TEnv)];
        Assert.Equal([.. shown.Rows.Select(row => row.Progress.TEnv), shown.RoundsAt[^1]], beginnings);
        Assert.All(shown.Frames.Zip(shown.Frames.Skip(1)), pair => Assert.True(pair.Second.Frame.Step == 0 || pair.Second.Frame.Step == pair.First.Frame.Step + 1));
    }

    [Theory]
    [InlineData("round")]
    [InlineData("step")]
    [InlineData("test")]
    [InlineData("checkpoint")]
    public void A_run_does_not_wait_for_an_observer_that_returns_only_after_it(string kind)
    {
        using var folder = new TemporaryFolder();
        var ended = new ManualResetEventSlim(); // not disposed: the observer may still be at it
        bool waitedFor = false;
        SmallRun.Train(SmallRun.Settings(), folder.At("plain"));
        var blocked = new RecordingObserver { Before = Block };
        SmallRun.Train(
            SmallRun.Settings(), folder.At("observed"), services: new TrainerServices { Observer = blocked, ObserverPatience = TimeSpan.Zero });
        Assert.False(Volatile.Read(ref waitedFor));
        ended.Set();
        SmallRun.AssertEqual(folder.At("plain"), folder.At("observed"));

        void Block(string happened)
        {
            if (happened.StartsWith(kind, StringComparison.Ordinal) && !ended.Wait(TimeSpan.FromSeconds(20)))
            {
                Volatile.Write(ref waitedFor, true); // the run did not end before the observer returned
            }
        }
    }

    [Fact]
    public void A_slow_observer_misses_old_rounds_and_training_steps_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var lastRound = new ManualResetEventSlim();
        RunSettings settings = SmallRun.Settings(steps: 4_000);
        var slow = new RecordingObserver { Before = _ => lastRound.Wait() };
        SmallRun.Train(settings, folder.At("run"), services: InterruptedPlayer.At(4_000, lastRound.Set) with { Observer = slow });

        // Besides what waited: the event that it was slow with, and the round and the step that end the run.
        Assert.InRange(slow.Rounds.Count + slow.Steps.Count, Waiting, Waiting + 3);
        Assert.Equal(4_000, slow.RoundsAt[^1]);
        Assert.Equal(slow.RoundsAt.Order(), slow.RoundsAt);
        Assert.Equal(100, slow.Rows.Count);
        Assert.Equal(Enumerable.Range(0, 67).Select(i => 60L * i).Append(4_000), slow.Checkpoints);
    }

    [Theory]
    [InlineData("round")]
    [InlineData("step")]
    [InlineData("test")]
    [InlineData("checkpoint")]
    public void An_observer_that_throws_gets_no_more_events_and_the_run_continues(string kind)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("plain"));
        int calls = 0;
        var throwing = new RecordingObserver
        {
            Before = happened =>
            {
                if (happened.StartsWith(kind, StringComparison.Ordinal))
                {
                    calls++;
                    throw new TimeZoneNotFoundException(happened);
                }
            },
        };
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings(), folder.At("observed"), services: new TrainerServices { Observer = throwing }))
        {
            trainer.Run();
            Assert.StartsWith(kind, Assert.IsType<TimeZoneNotFoundException>(trainer.ObserverFailure).Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, calls);
        SmallRun.AssertEqual(folder.At("plain"), folder.At("observed"));
    }

    [Fact]
    public void The_trainer_reports_no_failure_of_an_observer_that_does_not_fail()
    {
        using var folder = new TemporaryFolder();
        using Trainer trainer = SmallRun.Start(SmallRun.Settings(), folder.At("run"), services: new TrainerServices { Observer = new RecordingObserver() });
        trainer.Run();
        Assert.Null(trainer.ObserverFailure);
    }

    [Fact]
    public void An_observer_has_every_event_before_the_exception_that_ended_the_run()
    {
        using var folder = new TemporaryFolder();
        var recorded = new RecordingObserver();
        TrainerServices services = InterruptedPlayer.At(100, () => throw new TimeZoneNotFoundException()) with { Observer = recorded };
        Assert.Throws<TimeZoneNotFoundException>(() => SmallRun.Train(SmallRun.Settings(), folder.At("run"), services: services));
        Assert.Equal(98, recorded.RoundsAt[^1]);
        Assert.Equal([0, 60], recorded.Checkpoints);
    }
}
