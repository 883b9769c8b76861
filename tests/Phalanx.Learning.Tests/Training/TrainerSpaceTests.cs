using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Runs on disks that are full, read-only, broken or slow: see docs/reliability.md.</summary>
public sealed class TrainerSpaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FailingDisk _disk;
    private readonly Warnings _warnings = new();

    public TrainerSpaceTests()
    {
        Directory.CreateDirectory(Run);
        _disk = new FailingDisk(Run);
    }

    private string Run => _folder.At("run");

    private string Whole => _folder.At("whole");

    public void Dispose()
    {
        _disk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Episodes_are_left_out_of_checkpoints_while_they_do_not_fit_and_are_in_the_next_that_has_space()
    {
        SmallRun.Train(Patience(1), Whole);
        _disk.Below = "replay";

        // The checkpoints at 120 and 180 find no space for episodes.
        Train(Patience(1), (100, () => _disk.Capacity = 0), (200, _disk.Mend));
        SmallRun.AssertEqual(Whole, Run);
        Assert.Equal([0, 0, 30, 40, 0], ((long[])[0, 60, 120, 180, 240]).Select(tEnv => MarkOf(tEnv).MissingEpisodes));
        Assert.Equal(3, _warnings.Sentences.Count);
        Assert.Contains("the checkpoint at t_env 120 was saved without the newest 30 episodes, and a run that is resumed from it ends with other bits; "
            + "the last one with all of them is that at t_env 60", _warnings.Sentences[0], StringComparison.Ordinal);
        Assert.Equal("the disk takes files again: the checkpoint at t_env 240 is saved with all its episodes", _warnings.Sentences[2]);
        Assert.Null(RunStatus.Read(_folder.At("run", "progress.json"))!.Warning);
    }

    [Theory]
    [InlineData(100, 20)] // 20 of the 40 that the replay holds were written at t_env 60
    [InlineData(160, 40)] // none of them
    public void A_run_goes_on_from_a_checkpoint_without_its_newest_episodes_and_says_so(long steps, long missing)
    {
        RunSettings settings = Patience(1);
        _disk.Below = "replay";
        Train(settings with { Training = settings.Training with { Steps = steps } }, (80, () => _disk.Capacity = 0));
        Assert.Equal(missing, MarkOf(steps).MissingEpisodes);
        Assert.Equal(steps, RunStatus.Read(_folder.At("run", "progress.json"))!.Checkpoint);
        _disk.Mend();
        RunSummary summary = SmallRun.Resume(Run, steps: 240, services: new TrainerServices { Observer = _warnings });
        Assert.Contains(_warnings.Sentences, sentence => sentence.StartsWith($"the checkpoint at t_env {steps} was saved without its newest {missing} episodes", StringComparison.Ordinal));
        Assert.True(summary.OtherBits);
        Assert.Equal([0, missing], RunHistory.Read(_folder.At("run", "machine.json")).Attempts.Select(attempt => attempt.MissingEpisodes));

        // The run is whole again, and exact from here on.
        Assert.Equal(0, MarkOf(240).MissingEpisodes);
        byte[] weights = SmallRun.Weights(Run);
        Directory.Delete(_folder.At("run", "checkpoints", "240"), recursive: true);
        SmallRun.Resume(Run, steps: 240);
        Assert.Equal(weights, SmallRun.Weights(Run));
    }

    [Fact]
    public void The_last_checkpoint_with_all_episodes_stays_while_those_without_come_and_go()
    {
        RunSettings settings = Patience(1);
        settings = settings with { Checkpoint = settings.Checkpoint with { Keep = 1 } };
        _disk.Below = "replay";
        Train(settings, (100, () => _disk.Capacity = 0));
        Assert.Equal(["240", "60"], _folder.Names("run", "checkpoints"));
        Directory.Delete(_folder.At("run", "checkpoints", "240"), recursive: true);
        _disk.Mend();
        SmallRun.Resume(Run);
        SmallRun.Train(settings, Whole);
        SmallRun.AssertEqual(Whole, Run);
    }

    [Theory]
    [InlineData(28)]
    [InlineData(30)]
    [InlineData(5)]
    public void A_run_waits_for_a_disk_that_takes_nothing_and_goes_on_with_the_same_bits(int error)
    {
        SmallRun.Train(Patience(1), Whole);
        _warnings.Told = sentence =>
        {
            if (sentence.Contains("waits to save", StringComparison.Ordinal))
            {
                _disk.Mend();
            }
        };
        Train(Patience(1), (110, () => _disk.Error = error));
        SmallRun.AssertEqual(Whole, Run);
        string path = _folder.At("run", "metrics.csv"); // a test and a checkpoint fall due at t_env 120, and the row is written first
        Assert.Contains(
            _warnings.Sentences,
            sentence => sentence.StartsWith($"cannot write '{path}': ", StringComparison.Ordinal)
                && sentence.EndsWith($"; the run '{Run}' waits to save a checkpoint at t_env 120, for 1 minute at most", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_waited_in_vain_ends_with_a_sentence_and_what_was_saved_is_intact()
    {
        SmallRun.Train(Patience(1), Whole);
        _disk.Below = "checkpoints";
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => Train(Patience(0), (110, () => _disk.Capacity = 0)));
        Assert.StartsWith($"cannot write '{_folder.At("run", "checkpoints", "120")}': no space is left on the disk; ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $"so the run ends at t_env 120; saved last is the checkpoint at t_env 60; mend the disk or free space on it, then resume the run '{Run}'",
            fault.Message, StringComparison.Ordinal);
        Assert.Equal(["0", "60"], _folder.Names("run", "checkpoints"));
        _disk.Mend();
        SmallRun.Resume(Run);
        SmallRun.AssertEqual(Whole, Run);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("checkpoints")]
    public void A_run_that_another_machine_can_go_on_with_neither_waits_nor_leaves_episodes_out(string below)
    {
        SmallRun.Train(Patience(1000), Whole);
        _disk.Below = below;
        TrainerServices services = Services((110, () => _disk.Capacity = 0)) with { EndsOnDiskFault = true };
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => SmallRun.Train(Patience(1000), Run, services: services));
        Assert.EndsWith("no space is left on the disk", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["0", "60"], _folder.Names("run", "checkpoints"));
        Assert.Equal(0, MarkOf(60).MissingEpisodes);
        _disk.Mend();
        SmallRun.Resume(Run);
        SmallRun.AssertEqual(Whole, Run);
    }

    [Fact]
    public void Full_at_any_byte_nothing_that_was_saved_is_lost()
    {
        SmallRun.Train(Patience(0), Whole);
        for (int more = 0; more < 60_000; more += 4_999)
        {
            string run = _folder.At($"run-{more}");
            Directory.CreateDirectory(run);
            using var disk = new FailingDisk(run);
            try
            {
                SmallRun.Train(Patience(0), run, services: InterruptedPlayer.At(70, () => disk.Capacity = disk.Used + more));
            }
            catch (MachineFaultException)
            {
                // Some end at the first checkpoint, some at the last, some not at all.
            }

            disk.Mend();
            Assert.DoesNotContain(_folder.Names($"run-{more}", "checkpoints"), name => name.EndsWith(".tmp", StringComparison.Ordinal));
            foreach (string without in _folder.Names($"run-{more}", "checkpoints").Where(tEnv => MarkOf(tEnv, run).MissingEpisodes > 0))
            {
                Directory.Delete(Path.Combine(run, "checkpoints", without), recursive: true);
            }

            SmallRun.Resume(run);
            SmallRun.AssertEqual(Whole, run);
        }
    }

    [Fact]
    public void A_cancelled_run_does_not_wait()
    {
        using var cancellation = new CancellationTokenSource();
        _warnings.Told = _ => cancellation.Cancel();
        using Trainer trainer = SmallRun.Start(Patience(1000), Run, services: Services((110, () => _disk.Error = 30)));
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => trainer.Run(cancellation.Token));
        Assert.Contains("the run was interrupted", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics.csv")]
    [InlineData("events.out")]
    [InlineData("progress")]
    [InlineData("machine.json")]
    [InlineData("records")]
    public void A_file_beside_the_checkpoints_that_cannot_be_written_for_a_while_changes_nothing(string below)
    {
        // A checkpoint waits for the rows before it, so there is none meanwhile; machine.json is written with checkpoints alone.
        RunSettings settings = Patience(1) with { Checkpoint = new() { Interval = below == "machine.json" ? 60 : 1000, RetryMinutes = 1 } };
        settings = settings with { Evaluation = settings.Evaluation with { RecordEpisodes = 1 } };
        SmallRun.Train(settings, Whole);
        _disk.Below = below;
        Train(settings, (30, () => _disk.Capacity = 0), (90, _disk.Mend));
        SmallRun.AssertEqual(Whole, Run);
        Assert.Equal(EventBytes(Whole), EventBytes(Run));
        Assert.Equal(below == "records" ? 4 : 6, _folder.Names("run", "records").Length);
    }

    [Fact]
    public void A_row_that_was_torn_by_a_disk_that_then_allowed_nothing_is_written_anew()
    {
        SmallRun.Train(Patience(1), Whole);
        string metrics = _folder.At("run", "metrics.csv");
        Train(Patience(1), (50, () => File.AppendAllText(metrics, "80,40,1.2")));
        SmallRun.AssertEqual(Whole, Run);
    }

    [Fact]
    public void A_slow_disk_changes_nothing()
    {
        SmallRun.Train(Patience(1), Whole);
        _disk.Delay = TimeSpan.FromMilliseconds(2);
        Train(Patience(1));
        SmallRun.AssertEqual(Whole, Run);
    }

    [Fact]
    public void A_folder_that_is_gone_ends_the_run_and_is_not_made_again()
    {
        UserErrorException gone = Assert.Throws<UserErrorException>(
            () => Train(Patience(1), (110, () => Directory.Move(Run, _folder.At("moved")))));
        Assert.StartsWith($"the run folder '{Run}' is gone", gone.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Run));
        SmallRun.Train(Patience(1), Whole);
        SmallRun.Resume(_folder.At("moved"));
        SmallRun.AssertEqual(Whole, _folder.At("moved"));
    }

    private static RunSettings Patience(double minutes) =>
        SmallRun.Settings() is var settings ? settings with { Checkpoint = settings.Checkpoint with { RetryMinutes = minutes } } : throw new InvalidOperationException();

    private void Train(RunSettings settings, params (long TEnv, Action Act)[] events) => SmallRun.Train(settings, Run, services: Services(events));

    private TrainerServices Services(params (long TEnv, Action Act)[] events)
    {
        int next = 0;
        return new TrainerServices
        {
            Observer = _warnings,
            Players = InterruptedPlayer.Calling(tEnv =>
            {
                for (; next < events.Length && tEnv >= events[next].TEnv; next++)
                {
                    events[next].Act();
                }
            }),
        };
    }

    private ReplayMark MarkOf(long tEnv) => MarkOf(tEnv.ToString(System.Globalization.CultureInfo.InvariantCulture), Run);

    private static ReplayMark MarkOf(string tEnv, string run)
    {
        using JsonDocument state = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "checkpoints", tEnv, "state.json")));
        return state.RootElement.GetProperty("replay").Deserialize<ReplayMark>()!;
    }

    private static long EventBytes(string run) => new DirectoryInfo(run).GetFiles("events.*").Sum(file => file.Length);

    private sealed class Warnings : ITrainerObserver
    {
        public List<string> Sentences { get; } = [];

        public Action<string> Told { get; set; } = _ => { };

        public void Warned(TrainingProgress progress, string sentence)
        {
            Sentences.Add(sentence);
            Told(sentence);
        }
    }
}
