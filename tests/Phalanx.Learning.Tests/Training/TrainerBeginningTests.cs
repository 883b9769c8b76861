using System.Globalization;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class TrainerBeginningTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void A_run_that_was_killed_before_its_first_interval_is_resumed_with_the_same_bits(int at)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("whole"));
        using (Trainer trainer = SmallRun.Start(
            SmallRun.Settings(), folder.At("parts"), services: InterruptedPlayer.At(at, () => throw new TimeZoneNotFoundException())))
        {
            Assert.Throws<TimeZoneNotFoundException>(() => trainer.Run());
        }

        Assert.Equal(["0"], folder.Names("parts", "checkpoints"));
        SmallRun.Resume(folder.At("parts"));
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Fact]
    public void A_run_that_was_killed_even_before_that_begins_again()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("whole"));
        SmallRun.Start(SmallRun.Settings(), folder.At("parts")).Dispose();
        Assert.False(Directory.Exists(folder.At("parts", "checkpoints")));
        SmallRun.Resume(folder.At("parts"));
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
        File.Delete(folder.At("parts", "metrics.csv"));
        Directory.Delete(folder.At("parts", "checkpoints"), recursive: true);
        SmallRun.Resume(folder.At("parts"));
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Fact]
    public void A_run_that_has_rows_and_no_checkpoint_does_not_begin_again()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("run"));
        Directory.Delete(folder.At("run", "checkpoints"), recursive: true);
        Assert.Equal("there is no checkpoint in 'run/checkpoints'", folder.Refusal(() => SmallRun.Resume(folder.At("run"))));
    }

    [Fact]
    public void The_first_checkpoint_leaves_like_any_other()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings();
        SmallRun.Train(settings with { Checkpoint = settings.Checkpoint with { Keep = 1 } }, folder.At("run"));
        Assert.Equal(["240"], folder.Names("run", "checkpoints"));
    }

    [Fact]
    public void Checkpoints_by_the_clock_change_nothing_that_is_learned()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings();
        SmallRun.Train(settings, folder.At("by steps"));
        SmallRun.Train(settings with { Checkpoint = settings.Checkpoint with { EveryMinutes = 1e-9 } }, folder.At("by both"));
        SmallRun.AssertEqual(folder.At("by steps"), folder.At("by both"));
        Assert.Equal(
            Enumerable.Range(0, 121).Select(round => (2L * round).ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal),
            folder.Names("by both", "checkpoints"));
        SmallRun.Train(settings with { Checkpoint = settings.Checkpoint with { EveryMinutes = 1000 } }, folder.At("by steps alone"));
        Assert.Equal(["0", "120", "180", "240", "60"], folder.Names("by steps alone", "checkpoints"));
    }

    [Fact]
    public void Segments_that_no_checkpoint_needs_are_deleted_where_all_checkpoints_stay_too()
    {
        using var folder = new TemporaryFolder();
        string unneeded = folder.At("run", "replay", "episodes-000000000011.bin");
        TrainerServices services = InterruptedPlayer.At(100, () => File.WriteAllText(unneeded, "left by a crash"));
        SmallRun.Train(SmallRun.Settings(), folder.At("run"), services: services);
        Assert.False(File.Exists(unneeded));
        Assert.Single(folder.Names("run", "replay"));
    }
}
