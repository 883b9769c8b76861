using System.Globalization;
using System.Text.RegularExpressions;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

public class TrainerResumeTests
{
    [Theory]
    [InlineData("matrix/two-step", 1, 100)]
    [InlineData("matrix/two-step", 4, 104)]
    [InlineData("matrix/two-step", 1, 4)]
    [InlineData("matrix/m-step", 3, 130)]
    public void A_run_that_is_lengthened_equals_one_that_was_as_long_from_the_start(string environment, int environments, long steps)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(environment, environments, steps: 240), folder.At("whole"));
        SmallRun.Train(SmallRun.Settings(environment, environments, steps: steps), folder.At("parts"));
        SmallRun.Resume(folder.At("parts"), steps: 240);
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Fact]
    public void A_cancelled_run_that_is_resumed_ends_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings(environments: 2, threads: 2);
        SmallRun.Train(settings, folder.At("whole"));
        foreach (int at in (int[])[2, 50, 170])
        {
            string parts = folder.At(at.ToString(CultureInfo.InvariantCulture));
            using (var cancellation = new CancellationTokenSource())
            using (Trainer trainer = SmallRun.Start(settings, parts, services: InterruptedPlayer.At(at, cancellation.Cancel)))
            {
                Assert.InRange(trainer.Run(cancellation.Token).TEnv, at, at + 3);
            }

            SmallRun.Resume(parts);
            SmallRun.AssertEqual(folder.At("whole"), parts);
        }
    }

    [Fact]
    public void A_resumed_run_makes_again_what_a_crash_left_beyond_the_last_checkpoint()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("whole"));
        // Between the checkpoint at 120 and the one at 180, with a row of the metrics at 160.
        TrainerServices crash = InterruptedPlayer.At(164, () => throw new TimeZoneNotFoundException());
        using (Trainer trainer = SmallRun.Start(SmallRun.Settings(), folder.At("parts"), services: crash))
        {
            Assert.Throws<TimeZoneNotFoundException>(() => trainer.Run());
        }

        Directory.CreateDirectory(folder.At("parts", "checkpoints", ".half written.tmp"));
        Assert.Contains("\n160,", File.ReadAllText(folder.At("parts", "metrics.csv")), StringComparison.Ordinal);
        Assert.Equal(["0", "120", "60"], folder.Names("parts", "checkpoints").Where(name => name[0] != '.'));
        SmallRun.Resume(folder.At("parts"));
        Assert.Equal(["0", "120", "180", "240", "60"], folder.Names("parts", "checkpoints"));
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Theory]
    [InlineData("metrics_rows", "'run/metrics.csv' is damaged: its first ")]
    [InlineData("random_seed", "the checkpoint 'run/checkpoints/240' is of the seed 7, but training.seed is 3 in 'run/settings.yaml'")]
    [InlineData("EpisodesAdded", "what the checkpoint says about the replay is damaged: it is no mark of episodes")]
    [InlineData("replay", "what the checkpoint says about the replay is damaged: it is no mark of episodes")]
    public void A_checkpoint_that_says_something_else_than_the_run_is_refused(string property, string refusal)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("run"));
        string checkpoint = folder.At("run", "checkpoints", "240");
        string state = File.ReadAllText(Path.Combine(checkpoint, "state.json"));
        string pattern = $"\"{property}\": ({{[^\\]]*]\\s*}}|[0-9]+)";
        string value = property switch { "EpisodesAdded" => "\"x\"", "metrics_rows" => "2", _ => "7" };
        string changed = Regex.Replace(state, pattern, $"\"{property}\": {value}");
        Assert.NotEqual(state, changed);
        File.WriteAllText(Path.Combine(checkpoint, "state.json"), changed);
        SealedCheckpoint.Seal(checkpoint);

        Assert.StartsWith(refusal, folder.Refusal(() => SmallRun.Resume(folder.At("run"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_resumes_from_any_checkpoint_that_is_made_the_last()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("run"));
        byte[] weights = SmallRun.Weights(folder.At("run"));
        string metrics = File.ReadAllText(folder.At("run", "metrics.csv"));
        Directory.Delete(folder.At("run", "checkpoints", "240"), recursive: true);
        Directory.Delete(folder.At("run", "checkpoints", "180"), recursive: true);
        SmallRun.Resume(folder.At("run"));
        Assert.Equal(weights, SmallRun.Weights(folder.At("run")));
        Assert.Equal(metrics, File.ReadAllText(folder.At("run", "metrics.csv")));
    }

    [Fact]
    public void A_run_that_cannot_be_resumed_is_left_unchanged()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(), folder.At("run"));
        string settings = File.ReadAllText(folder.At("run", "settings.yaml"));
        foreach (string segment in Directory.GetFiles(folder.At("run", "replay")))
        {
            File.Delete(segment);
        }

        folder.Refusal(() => SmallRun.Resume(folder.At("run"), steps: 1000));
        Assert.Equal(settings, File.ReadAllText(folder.At("run", "settings.yaml")));
        folder.Refusal(() => SmallRun.Resume(folder.At("run"), steps: 1000)); // and its lock was let go
    }

    [Fact]
    public void Segments_are_deleted_with_the_last_checkpoint_that_needs_them()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallRun.Settings();
        settings = settings with { Checkpoint = new() { Interval = 60, Keep = 2 } };
        SmallRun.Train(settings with { Training = settings.Training with { Steps = 120 } }, folder.At("run"));
        string segment = Assert.Single(folder.Names("run", "replay"));
        string unneeded = segment.Replace('0', '9');
        using (var trainer = Trainer.Resume(
            folder.At("run"), 240, Environments.EnvironmentRegistry.WithBuiltIns(), SmallRun.Algorithms))
        {
            File.Copy(folder.At("run", "replay", segment), folder.At("run", "replay", unneeded));
            trainer.Run();
        }

        Assert.Equal([segment], folder.Names("run", "replay"));
        Assert.Equal(["180", "240"], folder.Names("run", "checkpoints"));
        SmallRun.Train(settings, folder.At("whole"));
        SmallRun.AssertEqual(folder.At("whole"), folder.At("run"));
    }
}
