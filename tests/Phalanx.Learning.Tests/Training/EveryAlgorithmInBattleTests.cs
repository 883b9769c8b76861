using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Every algorithm of discrete actions trains in a battle for a while, those of entities among them, and goes on after an interruption with the same bits.</summary>
public class EveryAlgorithmInBattleTests
{
    private const string Battle = "battle/2s3z";
    private const long Steps = 20_000;

    public static TheoryData<string> Algorithms => SmallRun.DiscreteAlgorithms;

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Algorithms))]
    public void An_algorithm_trains_in_a_battle_without_a_fault_and_resumes_with_the_same_bits(string algorithm)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SettingsOf(algorithm);
        RunSummary whole = SmallRun.Train(settings, folder.At("whole"));
        Assert.InRange(whole.TEnv, Steps, Steps + 1000);
        Assert.True(whole.TrainingSteps > 0);
        Assert.All(whole.Final.Values, value => Assert.True(double.IsFinite(value)));

        SmallRun.Train(settings with { Training = settings.Training with { Steps = Steps / 2 } }, folder.At("parts"));
        SmallRun.Resume(folder.At("parts"), steps: Steps);
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    /// <summary>Small networks and batches: it is the machinery that is looked at.</summary>
    private static RunSettings SettingsOf(string algorithm)
    {
        RunSettings settings = SmallRun.Settings(Battle, environments: 4, threads: 2, steps: Steps, algorithm: algorithm);
        settings = settings with
        {
            Exploration = settings.Exploration with { Epsilon = settings.Exploration.Epsilon with { Steps = Steps / 2 } },
            Replay = settings.Replay with { CapacityEpisodes = 100 },
            Evaluation = new() { Interval = Steps / 4, Episodes = 8 },
            Checkpoint = new() { Interval = Steps / 2 },
        };
        return SmallRun.WithStepsThatFit(settings, Environments.EnvironmentRegistry.WithBuiltIns()[Battle].SpecOf());
    }
}
