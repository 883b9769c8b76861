using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Drills;

/// <summary>A real run of a fraction of a second, with all that a run directory can have: checkpoints, segments of episodes, records, rows and events.</summary>
internal static class SampleRun
{
    public static EnvironmentRegistry Environments { get; } = EnvironmentRegistry.WithBuiltIns();

    public static AlgorithmRegistry Algorithms { get; } = AlgorithmRegistry.WithBuiltIns();

    /// <summary>The settings of the run.</summary>
    public static RunSettings Settings(string environment, ulong seed, long steps) => new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf)
        .Resolve(new RunRequest
        {
            Algorithm = "qmix",
            Environment = environment,
            Seed = seed,
            Steps = steps,
            Threads = 1,
            Set =
            [
                "agent.hidden=8", "replay.capacity_episodes=40", "learner.batch_episodes=8", "rollout.environments=1", "exploration.epsilon.steps=200",
                "evaluation.interval=40", "evaluation.episodes=4", "evaluation.record_episodes=2", "evaluation.keep_records=1",
                "checkpoint.interval=60",
            ],
        })
        .Run;

    /// <summary>Trains it.</summary>
    /// <returns>The folder.</returns>
    public static string Train(string folder, string environment = "matrix/two-step", ulong seed = 3, long steps = 240)
    {
        using var trainer = Trainer.Start(Settings(environment, seed, steps), folder, Environments, Algorithms);
        trainer.Run();
        return folder;
    }

    /// <summary>Continues it to its end.</summary>
    public static void Resume(string folder, long steps)
    {
        using var trainer = Trainer.Resume(folder, steps, Environments, Algorithms);
        trainer.Run();
    }
}
