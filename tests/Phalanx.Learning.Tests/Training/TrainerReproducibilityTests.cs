using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Training;

public class TrainerReproducibilityTests
{
    [Theory]
    [InlineData("matrix/two-step", 1)]
    [InlineData("matrix/two-step", 4)]
    [InlineData("matrix/m-step", 1)]
    [InlineData("matrix/m-step", 20)]
    public void A_repeated_run_has_the_same_bits_for_any_number_of_threads(string environment, int environments)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(environment, environments, threads: 1), folder.At("first"));
        foreach (int threads in (int[])[1, 2, 4])
        {
            string again = folder.At($"{threads} threads");
            SmallRun.Train(SmallRun.Settings(environment, environments, threads), again);
            SmallRun.AssertEqual(folder.At("first"), again);
        }
    }

    [Fact]
    public void Runs_with_different_seeds_differ()
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(SmallRun.Settings(seed: 1), folder.At("one"));
        SmallRun.Train(SmallRun.Settings(seed: 2), folder.At("two"));
        Assert.NotEqual(File.ReadAllText(folder.At("one", "metrics.csv")), File.ReadAllText(folder.At("two", "metrics.csv")));
        Assert.NotEqual(SmallRun.Weights(folder.At("one")), SmallRun.Weights(folder.At("two")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.125)]
    [InlineData(2.5)]
    public void The_training_steps_due_depend_on_the_episodes_and_not_on_the_number_of_environments(double stepsPerEpisode)
    {
        using var folder = new TemporaryFolder();
        foreach (int environments in (int[])[1, 2, 4, 20])
        {
            RunSettings settings = SmallRun.Settings(environments: environments);
            settings = settings with { Training = settings.Training with { StepsPerEpisode = stepsPerEpisode } };
            long made = SmallRun.Train(settings, folder.At($"{environments}")).TrainingSteps;

            // 120 episodes of two steps; the eighth fills the first batch.
            Assert.Equal((long)Math.Ceiling(113 * stepsPerEpisode), made);
        }
    }
}
