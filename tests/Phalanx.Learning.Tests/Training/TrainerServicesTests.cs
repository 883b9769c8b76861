using Phalanx.Foundation;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class TrainerServicesTests
{
    [Fact]
    public void Given_players_play_rounds_and_tests_and_the_run_has_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings(environments: 2);
        SmallRun.Train(settings, folder.At("plain"));
        List<FewerAtOnce> players = [];
        var services = new TrainerServices
        {
            Players = (problem, episodes, workers) =>
            {
                int together = episodes == 5 ? 3 : episodes; // tests are played in two rounds
                players.Add(new FewerAtOnce(new Rollout(problem.Environments(together), problem.Policy, workers)));
                return players[^1];
            },
        };
        SmallRun.Train(settings, folder.At("given"), services: services);

        SmallRun.AssertEqual(folder.At("plain"), folder.At("given"));
        Assert.Equal([(2, 120L, 1), (3, 35L, 1)], players.Select(player => (player.Capacity, player.Episodes, player.Disposals)));
    }

    [Fact]
    public void Services_are_not_written_to_the_settings()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings(threads: 1);
        SmallRun.Train(settings, folder.At("plain"));
        SmallRun.Train(settings, folder.At("served"), services: new TrainerServices { Threads = 2, MemoryLimit = 1L << 30 });
        Assert.Equal(File.ReadAllText(folder.At("plain", "settings.yaml")), File.ReadAllText(folder.At("served", "settings.yaml")));
        SmallRun.AssertEqual(folder.At("plain"), folder.At("served"));
    }

    [Fact]
    public void A_run_beyond_the_memory_limit_is_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        var services = new TrainerServices { MemoryLimit = 1 };
        Assert.Contains(
            "replay.capacity_episodes",
            Assert.Throws<UserErrorException>(() => SmallRun.Start(SmallRun.Settings(), folder.At("run"), services: services)).Message,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("run")));

        SmallRun.Train(SmallRun.Settings(), folder.At("run"));
        Assert.Throws<UserErrorException>(() => SmallRun.Resume(folder.At("run"), steps: 300, services: services));
        SmallRun.Resume(folder.At("run"), steps: 300); // it was let go
    }

    [Fact]
    public void A_checkpoint_that_must_be_retained_outlives_newer_ones_with_its_episodes()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings() with { Checkpoint = new() { Interval = 60, Keep = 1 } };
        var retention = new Retained(60);
        SmallRun.Train(settings, folder.At("run"), services: new TrainerServices { Retention = retention });
        Assert.Equal(["240", "60"], folder.Names("run", "checkpoints"));
        Assert.Equal([0, 60, 120, 60, 180, 60], retention.Asked);

        string whole = File.ReadAllText(folder.At("run", "metrics.csv"));
        byte[] weights = SmallRun.Weights(folder.At("run"));
        Directory.Delete(folder.At("run", "checkpoints", "240"), recursive: true);
        SmallRun.Resume(folder.At("run"));
        Assert.Equal(whole, File.ReadAllText(folder.At("run", "metrics.csv")));
        Assert.Equal(weights, SmallRun.Weights(folder.At("run")));
        Assert.Equal(["240"], folder.Names("run", "checkpoints")); // the one retained before goes at the next occasion
    }

    private sealed class Retained(long tEnv) : ICheckpointRetention
    {
        public List<long> Asked { get; } = [];

        public bool MayDelete(long asked)
        {
            Asked.Add(asked);
            return asked != tEnv;
        }
    }

    /// <summary>A rollout with fewer environments than were asked for, which counts what it does.</summary>
    private sealed class FewerAtOnce(Rollout inner) : IRoundPlayer
    {
        public int Capacity => inner.Capacity;

        public ReadOnlySpan<EpisodeResult> Results => inner.Results;

        public long Episodes { get; private set; }

        public int Disposals { get; private set; }

        public float Statistic(int episode, int statistic) => inner.Statistic(episode, statistic);

        public void Play(Round round, EpisodeRecorder? recorder = null, IFrameWatcher? watcher = null)
        {
            inner.Play(round, recorder, watcher);
            Episodes += round.Episodes;
        }

        public void Dispose()
        {
            Disposals++;
            inner.Dispose();
        }
    }
}
