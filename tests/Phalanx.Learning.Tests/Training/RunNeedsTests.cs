using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class RunNeedsTests
{
    [Theory]
    [InlineData(100, 1000, 50, 21, null, 1000)] // all that the run has
    [InlineData(100, 1000, 500, 3, null, 200)] // a replay's worth for each but the first: what came and left between is not written
    [InlineData(100, 1000, 50, 21, 1, 160)] // the replay, what came since the one that stays, and a segment
    [InlineData(100, 120, 50, 4, 9, 120)]
    public void Episodes_on_the_disk(long capacity, long ofRun, long ofInterval, long saved, int? keep, long expected) =>
        Assert.Equal(expected, DiskNeed.EpisodesOnDisk(capacity, ofRun, ofInterval, saved, keep, ofSegment: 10));

    [Theory]
    [InlineData("matrix/two-step", "qmix", null)]
    [InlineData("matrix/m-step", "qplex", null)]
    [InlineData("matrix/two-step", "vdn", 2)]
    public void What_a_run_left_on_the_disk_is_what_was_estimated(string environment, string algorithm, int? keep)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings(environment, algorithm: algorithm, steps: 2000);
        settings = settings with { Checkpoint = settings.Checkpoint with { Keep = keep, Interval = 200 } };
        DiskNeed need = DiskNeed.Of(Problem(settings));
        SmallRun.Train(settings, folder.At("run"));
        long taken = Bytes(folder.At("run", "checkpoints")) + Bytes(folder.At("run", "replay"));

        // One checkpoint more than stays is there while it is written.
        long most = need.Bytes - need.MetricsBytes;
        Assert.InRange(taken + (keep is null ? 0 : need.CheckpointBytes), most * (keep is null ? 0.85 : 0.7), most * 1.15);
        long metrics = folder.Names("run").Where(name => name.StartsWith("metrics", StringComparison.Ordinal) || name.StartsWith("events", StringComparison.Ordinal))
            .Sum(name => new FileInfo(folder.At("run", name)).Length);
        Assert.InRange(metrics, need.MetricsBytes * 0.4, need.MetricsBytes * 2);
    }

    [Fact]
    public void A_disk_that_is_too_small_is_told_and_refused_only_where_no_checkpoint_fits()
    {
        DiskNeed need = DiskNeed.Of(Problem(SmallRun.Settings()));
        Assert.Null(need.Warning("there", need.Bytes));
        Assert.Null(need.Warning("there", null));
        Assert.Null(need.Warning("there", need.Bytes - 1000, taken: 1000));
        Assert.StartsWith("the run takes about ", need.Warning("there", need.Bytes - 1), StringComparison.Ordinal);
        need.ThrowIfNoneFits("there", need.CheckpointBytes);
        need.ThrowIfNoneFits("there", null);
        MachineFaultException fault = Assert.Throws<MachineFaultException>(() => need.ThrowIfNoneFits("there", need.CheckpointBytes - 1));
        Assert.Equal(MachineFault.FullDisk, fault.Fault);
        Assert.StartsWith("the disk of 'there' has ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_that_cannot_be_enough_is_refused_with_what_to_set()
    {
        RunSettings settings = SmallRun.Settings() with { Replay = new() { CapacityEpisodes = 1_000_000 } };
        MemoryNeed need = MemoryNeed.Of(Problem(settings with { Training = settings.Training with { Steps = 10_000_000 } }), threads: 2);
        Assert.True(need.ReplayBytes > need.LearnerBytes);
        need.ThrowIfOver(new MemoryLimit(need.Bytes, true));
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => need.ThrowIfOver(new MemoryLimit(need.Bytes - 1, true)));
        Assert.Contains("the container allows", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("replay.capacity_episodes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent.hidden=16384", "agent.hidden, ")]
    [InlineData("rollout.environments=1000000000", "rollout.environments")]
    public void Memory_that_cannot_be_enough_is_refused_before_it_is_asked_for(string assignment, string remedy)
    {
        var resolver = new SettingsResolver(SmallRun.Algorithms.SettingsOf, EnvironmentRegistry.WithBuiltIns().SettingsOf);
        RunSettings settings = resolver.Resolve(new RunRequest { Algorithm = "qmix", Environment = "matrix/two-step", Set = [assignment] }).Run;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var limit = new MemoryLimit(200_000_000, OfContainer: true);
        UserErrorException refusal = Assert.Throws<UserErrorException>(() => MemoryNeed.Of(Problem(settings), threads: 2, limit: limit).ThrowIfOver(limit));
        Assert.EndsWith($"; set {remedy}", refusal.Message[..(refusal.Message.IndexOf(remedy, StringComparison.Ordinal) + remedy.Length)], StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    [Fact]
    public void A_short_run_fills_no_long_replay()
    {
        RunSettings settings = SmallRun.Settings() with { Replay = new() { CapacityEpisodes = 1_000_000 } };
        Assert.InRange(MemoryNeed.Of(Problem(settings), threads: 1).ReplayBytes, 1, 1_000_000);
    }

    [Fact]
    public void The_space_of_a_folder_that_does_not_exist_is_that_of_its_disk()
    {
        using var folder = new TemporaryFolder();
        Assert.InRange(FreeSpace.At(folder.At("not", "there"))!.Value, 1, long.MaxValue);
        folder.Write("a/b", "four");
        folder.Write("c", "five5");
        Assert.Equal(9, FreeSpace.TakenBy(folder.Path));
        Assert.Equal(0, FreeSpace.TakenBy(folder.At("not", "there")));
    }

    [Theory]
    [InlineData("qmix", "predator-prey", 2, 150)]
    [InlineData("qtran-base", "battle/3m", 5, 60)]
    [InlineData("coma", "battle/3m", 5, 60)] // a phase for every time step
    [InlineData("refil", "group-matching", 3, 50)]
    [InlineData("dmix", "matrix/m-step", 20, 10)]
    [InlineData("maddpg", "predator-prey", 60, 1)]
    [InlineData("fsv", "two-quadratics", 100, 1)]
    public void What_a_shard_takes_is_told_by_small_ones(string algorithm, string environment, int parts, int steps)
    {
        LearningProblem problem = Problem(SmallRun.Settings(environment, algorithm: algorithm));
        double taken = TapeTrial.Measure(problem, parts, steps);
        Assert.InRange(TapeTrial.BytesOf(problem, parts, steps), 0.9 * taken, 1.2 * taken);
    }

    [Fact]
    public void Shards_hold_more_episodes_the_shorter_they_are_and_none_is_shorter_than_the_longest()
    {
        RunSettings settings = SmallRun.Settings("battle/3m", algorithm: "refil");
        LearningProblem problem = Problem(settings with { Learner = settings.Learner with { BatchEpisodes = 32, ShardRows = 512 } });
        Assert.True(MemoryNeed.Of(problem, threads: 2, length: 20).LearnerBytes > 1.5 * MemoryNeed.Of(problem, threads: 2, length: 60).LearnerBytes);
    }

    private static LearningProblem Problem(RunSettings settings) => new(settings, EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms);

    private static long Bytes(string folder) => FreeSpace.TakenBy(folder);
}
