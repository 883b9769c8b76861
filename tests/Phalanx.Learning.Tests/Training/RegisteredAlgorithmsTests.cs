using Phalanx.Environments;
using Phalanx.Environments.GroupMatching;
using Phalanx.Environments.TwoQuadratics;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>What every algorithm of the library must do, whichever is added.</summary>
public class RegisteredAlgorithmsTests
{
    private const string Discrete = "matrix/two-step";
    private const string Continuous = "two-quadratics";
    private const string OfEntities = "group-matching";

    /// <summary>Every algorithm on a game of each kind of actions that it knows, with entities if it needs them.</summary>
    public static TheoryData<string, string> Names => NamesOn(Discrete, Continuous, OfEntities);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_has_the_same_bits_for_any_number_of_threads_and_any_interruption(string algorithm, string environment)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SettingsOf(algorithm, environment);
        SmallRun.Train(settings, folder.At("whole"));

        RunSettings threads = settings with { Training = settings.Training with { Threads = 3, Steps = 104 } };
        SmallRun.Train(threads, folder.At("parts"));
        SmallRun.Resume(folder.At("parts"), steps: settings.Training.Steps);
        SmallRun.AssertEqual(folder.At("whole"), folder.At("parts"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_changes_every_parameter_group_and_leaves_only_finite_numbers(string algorithm, string environment)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SettingsOf(algorithm, environment);
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
    internal static RunSettings SettingsOf(string algorithm, string environment)
    {
        RunSettings settings = SmallRun.Settings(environment, environments: 4, algorithm: algorithm);
        if (environment == Continuous)
        {
            // Of several steps, so that there is something to bootstrap from.
            return settings with { Env = (TwoQuadraticsSettings)settings.Env with { StepsPerEpisode = 2 } };
        }

        if (environment == OfEntities)
        {
            return settings with { Env = new GroupMatchingSettings { Agents = 3, Cells = 3, MaxSteps = 3 } };
        }

        return SmallRun.WithStepsThatFit(settings, EnvironmentRegistry.WithBuiltIns()[environment].SpecOf(settings.Env));
    }

    /// <summary>The same on games of one's own.</summary>
    internal static TheoryData<string, string> NamesOn(string discrete, string continuous, string ofEntities)
    {
        var names = new TheoryData<string, string>();
        foreach (AlgorithmDefinition algorithm in SmallRun.Algorithms.All)
        {
            if (algorithm.DiscreteActions)
            {
                names.Add(algorithm.Name, algorithm.NeedsEntities ? ofEntities : discrete);
            }

            if (algorithm.ContinuousActions)
            {
                names.Add(algorithm.Name, continuous);
            }
        }

        return names;
    }
}
