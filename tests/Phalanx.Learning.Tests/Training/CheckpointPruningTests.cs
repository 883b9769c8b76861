using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class CheckpointPruningTests
{
    [Fact]
    public void A_finished_run_of_which_checkpoints_were_held_comes_to_the_files_of_one_of_which_none_was()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings() with { Checkpoint = new() { Interval = 60, Keep = 2 } };
        SmallRun.Train(settings, folder.At("plain"));
        SmallRun.Train(settings, folder.At("held"), services: new TrainerServices { Retention = new Held() });
        File.WriteAllBytes(folder.At("held", "replay", "episodes-000000099999.bin"), [1]); // none of the two needs it
        File.WriteAllBytes(folder.At("held", "replay", "notes.txt"), [1]);
        Assert.Equal(["0", "120", "180", "240", "60"], folder.Names("held", "checkpoints"));

        new CheckpointPruning(RunDirectory.OpenToRead(folder.At("held")), keep: 2).PruneFinished();
        Assert.Equal(folder.Names("plain", "checkpoints"), folder.Names("held", "checkpoints"));
        Assert.Equal([.. folder.Names("plain", "replay"), "notes.txt"], folder.Names("held", "replay"));
        SmallRun.AssertEqual(folder.At("plain"), folder.At("held"));
    }

    [Fact]
    public void Episodes_stay_where_a_checkpoint_is_damaged_whose_episodes_are_not_known()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings() with { Checkpoint = new() { Interval = 60 } }, folder.At("run"));
        File.WriteAllBytes(folder.At("run", "replay", "episodes-000000099999.bin"), [1]);
        File.WriteAllText(folder.At("run", "checkpoints", "240", "state.json"), "{");
        new CheckpointPruning(RunDirectory.OpenToRead(folder.At("run")), keep: null).PruneFinished();
        Assert.True(File.Exists(folder.At("run", "replay", "episodes-000000099999.bin")));
    }

    private sealed class Held : ICheckpointRetention
    {
        public bool MayDelete(long tEnv) => false;
    }
}
