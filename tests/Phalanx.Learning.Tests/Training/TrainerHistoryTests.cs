using Phalanx.Environments;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public sealed class TrainerHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string MachineFile => _folder.At("run", "machine.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_of_one_process_records_its_machine()
    {
        RunSummary summary = SmallRun.Train(SmallRun.Settings(), _folder.At("run"));

        RunAttempt attempt = Assert.Single(RunHistory.Read(MachineFile).Attempts);
        Assert.Equal((0, Machine.Current, Build.Version), (attempt.TEnv, attempt.Machine, attempt.Version));
        Assert.Equal(BitClass.Current, attempt.Bits);
        Assert.NotNull(attempt.StartedAt);
        Assert.Equal((null, false, attempt.WallSeconds), (summary.Attempts, summary.OtherBits, summary.WallSeconds));
    }

    [Fact]
    public void Every_process_that_trains_a_run_adds_itself_and_its_time()
    {
        SmallRun.Train(SmallRun.Settings(steps: 120), _folder.At("run"));
        SmallRun.Resume(_folder.At("run"), steps: 180);
        RunSummary summary = SmallRun.Resume(_folder.At("run"), steps: 240);

        IReadOnlyList<RunAttempt> attempts = RunHistory.Read(MachineFile).Attempts;
        Assert.Equal([0, 120, 180], attempts.Select(attempt => attempt.TEnv));
        Assert.All(attempts, attempt => Assert.True(attempt.WallSeconds > 0));
        Assert.Equal(attempts.Sum(attempt => attempt.WallSeconds), summary.WallSeconds);
        Assert.Equal(attempts, summary.Attempts);
        Assert.False(summary.OtherBits);
    }

    [Fact]
    public void The_time_of_a_process_that_was_killed_counts_up_to_its_last_checkpoint()
    {
        TrainerServices services = InterruptedPlayer.At(130, () => throw new TimeZoneNotFoundException());
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings(), _folder.At("run"), services: services))
        {
            Assert.Throws<TimeZoneNotFoundException>(() => trainer.Run());
        }

        Assert.True(Assert.Single(RunHistory.Read(MachineFile).Attempts).WallSeconds > 0);
    }

    [Fact]
    public void A_run_of_another_bit_class_is_refused_and_left_unchanged()
    {
        SmallRun.Train(SmallRun.Settings(), _folder.At("run"));
        SetFirst(attempt => attempt with { Architecture = "z80" });
        string[] before = Contents();

        Assert.StartsWith(
            "the run 'run' was begun with z80 instructions, and this process uses ",
            _folder.Refusal(() => SmallRun.Resume(_folder.At("run"), steps: 1000)),
            StringComparison.Ordinal);

        Assert.Equal(before, Contents());
        Assert.Equal(480, Continue(steps: 480, otherBits: true).TEnv); // and its lock was let go
    }

    [Fact]
    public void A_run_resumed_in_another_bit_class_says_so_in_its_summary()
    {
        SmallRun.Train(SmallRun.Settings(steps: 120), _folder.At("run"));
        SetFirst(attempt => attempt with { Architecture = "z80" });

        Assert.True(Continue(steps: 120, otherBits: true).OtherBits); // it trains nothing, but plays the closing test
        Assert.True(Continue(steps: 240, otherBits: true).OtherBits);

        var summary = RunSummary.Read(_folder.At("run", "summary.json"));
        Assert.True(summary.OtherBits);
        Assert.Equal([0, 120, 120], summary.Attempts!.Select(attempt => attempt.TEnv));
        Assert.True(Continue(steps: 300, otherBits: false).OtherBits); // from here on the class is that of this process
    }

    [Fact]
    public void A_run_can_be_resumed_by_another_build_and_its_history_says_so()
    {
        SmallRun.Train(SmallRun.Settings(steps: 120), _folder.At("run"));
        SetFirst(attempt => attempt with { Version = "0.0.1" });

        RunSummary summary = SmallRun.Resume(_folder.At("run"), steps: 240);

        Assert.Equal(["0.0.1", Build.Version], summary.Attempts!.Select(attempt => attempt.Version));
        Assert.False(summary.OtherBits);
    }

    [Fact]
    public void A_run_without_a_history_is_resumed_with_an_unknown_first_attempt()
    {
        SmallRun.Train(SmallRun.Settings(steps: 120), _folder.At("run"));
        File.Delete(MachineFile);

        RunSummary summary = SmallRun.Resume(_folder.At("run"), steps: 240);

        Assert.Equal([null, Machine.Current], summary.Attempts!.Select(attempt => attempt.Machine));
        Assert.Equal([0, 120], summary.Attempts!.Select(attempt => attempt.TEnv));
        Assert.False(summary.OtherBits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_history_is_refused_before_anything_is_written(bool otherBits)
    {
        SmallRun.Train(SmallRun.Settings(), _folder.At("run"));
        File.WriteAllText(MachineFile, "{");
        string[] before = Contents();

        Assert.StartsWith(
            $"'{Path.Combine("run", "machine.json")}' is damaged: ", _folder.Refusal(() => Continue(steps: 1000, otherBits)), StringComparison.Ordinal);

        Assert.Equal(before, Contents());
    }

    private RunSummary Continue(long steps, bool otherBits)
    {
        using var trainer = Trainer.Resume(_folder.At("run"), steps, EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms, otherBits);
        return trainer.Run();
    }

    private void SetFirst(Func<RunAttempt, RunAttempt> change)
    {
        IReadOnlyList<RunAttempt> attempts = RunHistory.Read(MachineFile).Attempts;
        new RunHistory([change(attempts[0]), .. attempts.Skip(1)]).Write(MachineFile);
    }

    /// <summary>The names of all files of the run, each with its bytes.</summary>
    private string[] Contents() =>
    [
        .. Directory.EnumerateFiles(_folder.At("run"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != ".lock")
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"),
    ];
}
