using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>Whole runs on matrix games, with the default settings.</summary>
internal static class MatrixGames
{
    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();

    /// <summary>Trains, with one test at the end.</summary>
    public static RunSummary Train(string algorithm, string environment, ulong seed, long steps, params string[] set)
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
            .Resolve(new RunRequest
            {
                Algorithm = algorithm,
                Environment = environment,
                Seed = seed,
                Steps = steps,
                Threads = 1,
                Set = ["evaluation.interval=1000000", "checkpoint.interval=1000000", .. set],
            })
            .Run;
        using var trainer = Trainer.Start(settings, folder.At("run"), Environments, Algorithms);
        return trainer.Run();
    }

    /// <summary>For how many of ten seeds something holds.</summary>
    public static int OfTenSeeds(Func<ulong, bool> holds) => Enumerable.Range(0, 10).Count(seed => holds((ulong)seed));
}
