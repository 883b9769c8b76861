using System.Diagnostics;
using Phalanx.Drills.Kills;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Testing;

namespace Phalanx.Drills.Disks;

/// <summary>One run on a disk that fails.</summary>
internal sealed class RunOnFailingDisk(Undisturbed undisturbed, DiskFault fault, string folder, Random random)
{
    private const int ReadOnlyFileSystem = 30;
    private const int InputOutputError = 5;

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    private readonly WarningCount _warnings = new();

    public (DiskOutcome Outcome, string? Failure) Run()
    {
        try
        {
            return fault == DiskFault.SmallFileSystem ? RunInSmallFileSystem() : RunInProcess();
        }
#pragma warning disable CA1031 // Whatever else a run throws is what the drill looks for.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return (DiskOutcome.Failed, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    private (DiskOutcome Outcome, string? Failure) RunInProcess()
    {
        Directory.CreateDirectory(folder);
        int stages = undisturbed.Stages.Values.Sum(stage => stage.Entries);
        using var disk = new FailingDisk(folder);
        using Timer mending = new(_ => disk.Mend());
        bool passes = fault is DiskFault.FullForAWhile or DiskFault.BrokenForAWhile;
        var services = new TrainerServices
        {
            Threads = 1,
            Observer = _warnings,
            Stages = new StageTrigger(1 + random.Next(stages), () => Begin(disk, passes ? mending : null)),
        };
        if (fault == DiskFault.Slow)
        {
            disk.Delay = TimeSpan.FromMilliseconds(2);
        }

        try
        {
            using var trainer = Trainer.Start(SettingsWith(passes ? 5 : 0), folder, Environments, Algorithms, services);
            trainer.Run();
        }
        catch (Exception told) when (told is MachineFaultException or UserErrorException)
        {
            disk.Mend();
            return passes ? (DiskOutcome.Failed, $"it did not wait: {told.Message}") : Resume(told.Message);
        }

        return fault == DiskFault.FolderRemoved ? (DiskOutcome.Ended, null) : Compare(DiskOutcome.WentOn);
    }

    private void Begin(FailingDisk disk, Timer? mending)
    {
        switch (fault)
        {
            case DiskFault.Full or DiskFault.FullForAWhile:
                disk.Capacity = disk.Used + random.Next(100_000);
                break;
            case DiskFault.ReadOnly:
                disk.Error = ReadOnlyFileSystem;
                break;
            case DiskFault.BrokenForAWhile:
                disk.Error = InputOutputError;
                break;
            case DiskFault.FolderRemoved:
                Directory.Delete(folder, recursive: true);
                break;
        }

        mending?.Change(TimeSpan.FromMilliseconds(20 + random.Next(400)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A process of its own in a file system of the kernel's, which is too small for the run, and larger for the one that is resumed.</summary>
    private (DiskOutcome Outcome, string? Failure) RunInSmallFileSystem()
    {
        Directory.CreateDirectory(folder);
        using SmallDisk disk = SmallDisk.TryMount(folder, bytes: 200_000 + random.Next(2_000_000))
            ?? throw new InvalidOperationException("no file system can be mounted");
        string run = Path.Combine(folder, "run");
        var start = Stopwatch.StartNew();
        TraineeEnd end = Trainee.Run(undisturbed.Kind, run, threads: 1, moment: null);
        if (end.Failure is null)
        {
            return Compare(DiskOutcome.WentOn, run);
        }

        if (!end.Failure.Contains(nameof(MachineFaultException), StringComparison.Ordinal) && !end.Failure.Contains(nameof(UserErrorException), StringComparison.Ordinal))
        {
            return (DiskOutcome.Failed, $"after {start.Elapsed.TotalSeconds:F1} s: {end.Failure}");
        }

        disk.Enlarge(1 << 30);
        TraineeEnd again = Trainee.Run(undisturbed.Kind, run, threads: 1, moment: null);
        return again.Failure is not null
            ? (DiskOutcome.Failed, $"resumed: {again.Failure}")
            : Compare(DiskOutcome.Resumed, run, end.LacksEpisodes || again.LacksEpisodes);
    }

    private RunSettings SettingsWith(double retryMinutes) => undisturbed.Kind.Settings(Environments, Algorithms, retryMinutes);

    /// <summary>Goes on from what the run left.</summary>
    private (DiskOutcome Outcome, string? Failure) Resume(string sentence)
    {
        if (sentence.Contains('\n', StringComparison.Ordinal))
        {
            return (DiskOutcome.Failed, $"more than one line: {sentence}");
        }

        if (fault == DiskFault.FolderRemoved)
        {
            return (DiskOutcome.Ended, null);
        }

        try
        {
            using var trainer = Trainer.Resume(folder, steps: null, Environments, Algorithms, services: new TrainerServices { Threads = 1, Observer = _warnings });
            trainer.Run();
        }
        catch (UserErrorException nothing) when (nothing.Message.Contains("no checkpoint", StringComparison.Ordinal) || !Directory.Exists(Path.Combine(folder, "checkpoints")))
        {
            return (DiskOutcome.Ended, null);
        }

        return Compare(DiskOutcome.Resumed);
    }

    private (DiskOutcome Outcome, string? Failure) Compare(DiskOutcome outcome, string? run = null, bool lacksEpisodes = false) =>
        undisturbed.Result.FirstDifference(new RunResult(run ?? folder)) switch
        {
            null => (outcome, null),
            _ when (lacksEpisodes || _warnings.OfEpisodes > 0) && outcome == DiskOutcome.Resumed => (DiskOutcome.ResumedWithoutEpisodes, null),
            var difference => (DiskOutcome.Failed, $"{difference} is not that of the undisturbed run"),
        };

    /// <summary>Counts what a run tells it is short of.</summary>
    private sealed class WarningCount : ITrainerObserver
    {
        public int OfEpisodes { get; private set; }

        public void Warned(TrainingProgress progress, string sentence) => OfEpisodes += sentence.Contains("other bits", StringComparison.Ordinal) ? 1 : 0;
    }
}
