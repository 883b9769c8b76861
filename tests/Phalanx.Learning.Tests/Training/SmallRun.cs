using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Training;

/// <summary>Runs of a few hundred steps on small games: enough for tests, checkpoints, updates of targets and a replay that forgets.</summary>
internal static class SmallRun
{
    public static AlgorithmRegistry Algorithms { get; } = AlgorithmRegistry.WithBuiltIns();

    /// <summary>The names of those that choose among actions.</summary>
    public static TheoryData<string> DiscreteAlgorithms =>
        [.. Algorithms.All.Where(algorithm => algorithm.DiscreteActions).Select(algorithm => algorithm.Name)];

    public static RunSettings Settings(
        string environment = "matrix/two-step",
        int environments = 1,
        int threads = 1,
        long steps = 240,
        ulong seed = 3,
        string algorithm = "qmix",
        EnvironmentRegistry? registry = null) => new()
        {
            EnvironmentName = environment,
            AlgorithmName = algorithm,
            Env = (registry ?? EnvironmentRegistry.WithBuiltIns())[environment].CreateDefaultSettings(),
            Algorithm = Algorithms[algorithm].CreateDefaultSettings(),
            Agent = new() { Hidden = 8 },
            Rollout = new() { Environments = environments },
            Exploration = new() { Epsilon = new() { Start = 1, Finish = 0.2, Steps = 200 } },
            Replay = new() { CapacityEpisodes = 40 },
            Learner = new() { BatchEpisodes = 8, TargetInterval = 10, ShardRows = 8 },
            Training = new() { Steps = steps, Threads = threads, Seed = seed },
            Evaluation = new() { Interval = 40, Episodes = 5 },
            Checkpoint = new() { Interval = 60 },
        };

    /// <summary>The same settings, with as few training steps as an algorithm needs that learns from each episode once.</summary>
    public static RunSettings WithStepsThatFit(RunSettings settings, EnvironmentSpec environment) =>
        Algorithms[settings.AlgorithmName].Create(environment, settings).Algorithm.Needs.Source == DataSource.Fresh
            ? settings with { Training = settings.Training with { StepsPerEpisode = 1.0 / settings.Learner.BatchEpisodes } }
            : settings;

    /// <summary>Trains from the beginning to the end.</summary>
    public static RunSummary Train(
        RunSettings settings, string folder, EnvironmentRegistry? registry = null, TrainerServices? services = null)
    {
        using Trainer trainer = Start(settings, folder, registry, services);
        return trainer.Run();
    }

    public static Trainer Start(
        RunSettings settings, string folder, EnvironmentRegistry? registry = null, TrainerServices? services = null) =>
        Trainer.Start(settings, folder, registry ?? EnvironmentRegistry.WithBuiltIns(), Algorithms, services);

    public static RunSummary Resume(
        string folder, long? steps = null, EnvironmentRegistry? registry = null, TrainerServices? services = null)
    {
        using var trainer = Trainer.Resume(folder, steps, registry ?? EnvironmentRegistry.WithBuiltIns(), Algorithms, services: services);
        return trainer.Run();
    }

    /// <summary>Two runs ended with the same metrics and the same parameters, bit for bit.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        Assert.Equal(File.ReadAllText(Path.Combine(expected, "metrics.csv")), File.ReadAllText(Path.Combine(actual, "metrics.csv")));
        Assert.Equal(LastCheckpoint(expected).Name, LastCheckpoint(actual).Name);
        Assert.Equal(Weights(expected), Weights(actual));
    }

    public static byte[] Weights(string folder) => File.ReadAllBytes(Path.Combine(LastCheckpoint(folder).FullName, "weights.safetensors"));

    private static DirectoryInfo LastCheckpoint(string folder) =>
        new DirectoryInfo(Path.Combine(folder, "checkpoints")).GetDirectories().MaxBy(checkpoint => long.Parse(checkpoint.Name))!;
}
