using System.Globalization;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;

namespace Phalanx.Drills.Kills;

/// <summary>A short run that is killed: how its method learns, and on what.</summary>
/// <param name="Name">What it is called in tables and on the command line of its process.</param>
/// <param name="Source">What the method learns from.</param>
/// <param name="Algorithm">The method.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Steps">Environment steps of the run: a few seconds.</param>
/// <param name="Overrides">Settings other than the method's own.</param>
internal sealed record TraineeKind(string Name, string Source, string Algorithm, string Environment, long Steps, IReadOnlyList<string> Overrides)
{
    /// <summary>Five ways to learn, on two environments each.</summary>
    public static IReadOnlyList<TraineeKind> All { get; } =
    [
        new("qmix-hunt", "episodes", "qmix", "predator-prey", 6000, ["learner.batch_episodes=8"]),
        new("qmix-battle", "episodes", "qmix", "battle/3m", 4000, ["learner.batch_episodes=8"]),
        new("maddpg-hunt", "transitions", "maddpg", "predator-prey", 4000, []),
        new("masac-matrix", "transitions", "masac", "matrix/m-step", 3000, []),
        new("coma-hunt", "on policy", "coma", "predator-prey", 8000, []),
        new("coma-battle", "on policy", "coma", "battle/3m", 6000, []),
        new("refil-matching", "entities", "refil", "group-matching", 1500, ["learner.batch_episodes=8"]),
        new("refil-battle", "entities", "refil", "battle/3m", 600, ["learner.batch_episodes=4"]),
        new("fsv-quadratics", "continuous", "fsv", "two-quadratics", 2000, []),
        new("qmix-ac-quadratics", "continuous", "qmix-ac", "two-quadratics", 3000, ["env.steps_per_episode=4"]),
    ];

    /// <summary>The kind of a name.</summary>
    public static TraineeKind Of(string name) => All.Single(kind => kind.Name == name);

    /// <summary>The settings of its run.</summary>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="retryMinutes">How long it waits for a disk that is full or fails.</param>
    public RunSettings Settings(EnvironmentRegistry environments, AlgorithmRegistry algorithms, double retryMinutes = 0) =>
        new SettingsResolver(algorithms.SettingsOf, environments.SettingsOf)
            .Resolve(new RunRequest
            {
                Algorithm = Algorithm,
                Environment = Environment,
                Seed = 1,
                Steps = Steps,
                Set =
                [
                    $"evaluation.interval={Steps / 12}", "evaluation.episodes=4", $"checkpoint.interval={Steps / 15}", "checkpoint.keep=3",
                    string.Create(CultureInfo.InvariantCulture, $"checkpoint.retry_minutes={retryMinutes}"), .. Overrides,
                ],
            })
            .Run;
}
