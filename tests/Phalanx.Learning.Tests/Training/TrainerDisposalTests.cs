using Phalanx.Learning.Faults;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Training;

/// <summary>A trainer leaves no environment alive, however its run ends.</summary>
public class TrainerDisposalTests
{
    private const int Rounds = 2;
    private const int Tests = 5;

    [Theory]
    [InlineData(1, 1)] // with one step there are tables in the end, for which an environment is made
    [InlineData(3, 0)]
    public void A_run_and_its_resumption_dispose_every_environment_that_they_make(int episodeLength, int report)
    {
        using var folder = new TemporaryFolder();
        var counting = new CountingEnvironments { EpisodeLength = episodeLength };
        SmallRun.Train(Settings(counting, steps: 60), folder.At("run"), counting.Registry());
        Assert.Equal((Rounds + Tests + report, 0), (counting.Made, counting.Alive));
        SmallRun.Resume(folder.At("run"), steps: 120, counting.Registry());
        Assert.Equal((2 * (Rounds + Tests + report), 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_run_that_is_cancelled_disposes_every_environment()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var counting = new CountingEnvironments { EpisodeLength = 3, BeforeStep = step => CancelAt(step) };
        using (Trainer trainer = SmallRun.Start(Settings(counting), folder.At("run"), counting.Registry()))
        {
            Assert.InRange(trainer.Run(cancellation.Token).TEnv, 1, 100);
        }

        Assert.Equal((Rounds + Tests, 0), (counting.Made, counting.Alive));

        void CancelAt(int step)
        {
            if (step == 50)
            {
                cancellation.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_whose_environment_fails_disposes_every_environment_and_can_be_resumed(int threads)
    {
        using var folder = new TemporaryFolder();
        var failing = new CountingEnvironments { EpisodeLength = 3, FailsAtStep = 150 };
        Assert.Throws<EnvironmentFaultException>(
            () => SmallRun.Train(Settings(failing, threads: threads), folder.At("run"), failing.Registry()));
        Assert.Equal((Rounds + Tests, 0), (failing.Made, failing.Alive));

        var sound = new CountingEnvironments { EpisodeLength = 3 };
        SmallRun.Resume(folder.At("run"), registry: sound.Registry());
        Assert.Equal(0, sound.Alive);
    }

    [Fact]
    public void A_run_that_fails_to_make_any_one_environment_disposes_the_others()
    {
        using var folder = new TemporaryFolder();
        for (int failing = 1; failing <= Rounds + Tests; failing++)
        {
            var counting = new CountingEnvironments { EpisodeLength = 3, FailsAtCreation = failing };
            Assert.Throws<InvalidOperationException>(
                () => SmallRun.Start(Settings(counting), folder.At($"run {failing}"), counting.Registry()));
            Assert.Equal((failing, 0), (counting.Made, counting.Alive));
        }
    }

    [Fact]
    public void A_resumption_that_is_refused_disposes_every_environment()
    {
        using var folder = new TemporaryFolder();
        var counting = new CountingEnvironments { EpisodeLength = 3 };
        SmallRun.Train(Settings(counting), folder.At("run"), counting.Registry());
        int made = counting.Made;
        Directory.Delete(folder.At("run", "replay"), recursive: true);
        folder.Refusal(() => SmallRun.Resume(folder.At("run"), steps: 1_000, counting.Registry()));
        Assert.Equal((made + Rounds + Tests, 0), (counting.Made, counting.Alive));
    }

    [Fact]
    public void A_rollout_that_cannot_be_made_disposes_the_environments_that_it_was_given()
    {
        var counting = new CountingEnvironments();
        using var workers = new WorkerPool(1);
        Policy none = null!;
        Assert.Throws<NullReferenceException>(() => new Rollout(counting.Registry().Create(CountingEnvironments.Name, count: 3), none, workers));
        Assert.Equal((3, 0), (counting.Made, counting.Alive));
    }

    private static RunSettings Settings(CountingEnvironments counting, long steps = 240, int threads = 1) =>
        SmallRun.Settings(CountingEnvironments.Name, Rounds, threads, steps, registry: counting.Registry());
}
