using Phalanx.Environments.GroupMatching;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>What every algorithm of the library must do, whichever is added.</summary>
public class RegisteredAlgorithmsTests
{
    public static TheoryData<string> Names => [.. SmallRun.Algorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_and_any_interruption_lead_to_the_same_bits(string algorithm)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SettingsOf(algorithm);
        SmallRun.Train(settings, folder.At("whole"));

        RunSettings threads = settings with { Training = settings.Training with { Threads = 3, Steps = 104 } };
        SmallRun.Train(threads, folder.At("parts"));
        SmallRun.Resume(folder.At("parts"), steps: settings.Training.Steps);
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_changes_every_group_and_leaves_nothing_that_is_not_a_number(string algorithm)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SettingsOf(algorithm);
        using Trainer trainer = SmallRun.Start(settings, folder.At("run"));
        float[][] before = [.. trainer.Algorithm.Groups.Select(group => group.Online.Values.ToArray())];
        trainer.Run();
        foreach ((ParameterGroup<float> group, float[] initial) in trainer.Algorithm.Groups.Zip(before))
        {
            Assert.NotEqual(initial, group.Online.Values.ToArray());
            Assert.DoesNotContain(group.Online.Values.ToArray(), value => !float.IsFinite(value));
        }
    }

    /// <summary>A short run of an algorithm on a game that it can play.</summary>
    internal static RunSettings SettingsOf(string algorithm)
    {
        using var team = new CorridorTeam(algorithm);
        RunSettings settings = team.Algorithm.Needs.Entities
            ? SmallRun.Settings("group-matching", environments: 4, algorithm: algorithm) with
            {
                Env = new GroupMatchingSettings { Agents = 3, Cells = 3, MaxSteps = 3 },
            }
            : SmallRun.Settings("matrix/two-step", environments: 4, algorithm: algorithm);
        return team.Algorithm.Needs.Source == DataSource.Fresh
            ? settings with { Training = settings.Training with { StepsPerEpisode = 1.0 / settings.Learner.BatchEpisodes } }
            : settings;
    }
}
