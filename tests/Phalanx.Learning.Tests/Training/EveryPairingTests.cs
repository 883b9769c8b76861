using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Every algorithm trains in every environment that it says it covers, and refuses the others before anything is written.</summary>
public class EveryPairingTests
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    public static TheoryData<string> Algorithms => [.. SmallRun.Algorithms.Names];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Algorithms))]
    public void Every_algorithm_trains_on_environments_that_it_supports_and_refuses_the_others(string algorithm)
    {
        foreach (EnvironmentDefinition environment in Environments.Where(IsOneOfItsKind))
        {
            using var folder = new TemporaryFolder();
            EnvironmentSpec spec = environment.SpecOf();
            RunSettings settings = SettingsOf(algorithm, environment.Name, spec);
            if (SmallRun.Algorithms[algorithm].Refusal(spec) is not null)
            {
                Assert.Throws<UserErrorException>(() => SmallRun.Start(settings, folder.At("run")));
                Assert.False(Directory.Exists(folder.At("run")));
                continue;
            }

            RunSummary summary = SmallRun.Train(settings, folder.At("run"));
            Assert.True(summary.TrainingSteps > 0, $"{algorithm} on {environment.Name}");
            Assert.True(double.IsFinite(summary.Final[MetricsColumns.TestReturnMean]), $"{algorithm} on {environment.Name}");
        }
    }

    /// <summary>Games out of files are the same as others of their kind, battles differ in numbers alone, and a program of the user's has to be named.</summary>
    private static bool IsOneOfItsKind(EnvironmentDefinition environment) => environment.Name is "battle/3m" or "battle/v2/protoss_5_vs_5"
        || (environment.Name is not ("matrix/file" or "external") && !environment.Name.StartsWith("battle/", StringComparison.Ordinal));

    /// <summary>Two rounds of episodes and what is due after them.</summary>
    private static RunSettings SettingsOf(string algorithm, string environment, EnvironmentSpec spec)
    {
        RunSettings settings = SmallRun.Settings(environment, environments: 2, steps: 3L * spec.EpisodeLimit, algorithm: algorithm);
        settings = settings with
        {
            Learner = settings.Learner with { BatchEpisodes = 2 },
            Evaluation = new() { Interval = 1_000_000, Episodes = 1 },
            Checkpoint = new() { Interval = 1_000_000 },
        };
        return SmallRun.Algorithms[algorithm].Refusal(spec) is null ? SmallRun.WithStepsThatFit(settings, spec) : settings;
    }
}
