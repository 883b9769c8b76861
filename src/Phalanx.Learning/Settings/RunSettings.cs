using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>Everything that decides a run: an algorithm, an environment, and the value of every setting.</summary>
public sealed record RunSettings : IRunSettings<RunSettings>
{
    /// <inheritdoc/>
    public static string Heading => "Every setting of this run: `phalanx train --config` with this file runs it again.";

    /// <summary>The environment's name, <c>env.name</c> in files.</summary>
    [NotASetting]
    public required string EnvironmentName { get; init; }

    /// <summary>The algorithm's name, <c>algorithm.name</c> in files.</summary>
    [NotASetting]
    public required string AlgorithmName { get; init; }

    /// <summary>The environment's own settings, a record of the type that the environment is registered with.</summary>
    public required object Env { get; init; }

    /// <summary>The algorithm's own settings, a record of the type that the algorithm is registered with.</summary>
    public required object Algorithm { get; init; }

    /// <summary>The agents' network.</summary>
    public AgentSettings Agent { get; init; } = new();

    /// <summary>How agents explore.</summary>
    public ExplorationSettings Exploration { get; init; } = new();

    /// <summary>How episodes are collected.</summary>
    public RolloutSettings Rollout { get; init; } = new();

    /// <summary>What is kept of the past.</summary>
    public ReplaySettings Replay { get; init; } = new();

    /// <summary>What a training step does.</summary>
    public LearnerSettings Learner { get; init; } = new();

    /// <summary>How long the run is.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>How often the team is tested.</summary>
    public EvaluationSettings Evaluation { get; init; } = new();

    /// <summary>How often the run is saved.</summary>
    public CheckpointSettings Checkpoint { get; init; } = new();

    /// <summary>Refuses settings, however they were made, of which one has a value that is not allowed or two do not go together.</summary>
    /// <exception cref="UserErrorException">The sentence names the setting, its value and what is allowed.</exception>
    public void ThrowIfInvalid() => SettingChecks.ThrowIfInvalid(this);

    /// <inheritdoc/>
    public static RunSettings Of((string Name, object Settings) algorithm, (string Name, object Settings) environment) => new()
    {
        AlgorithmName = algorithm.Name,
        Algorithm = algorithm.Settings,
        EnvironmentName = environment.Name,
        Env = environment.Settings,
    };

    /// <inheritdoc/>
    public void ThrowIfInconsistent()
    {
        if (Learner.BatchEpisodes > Replay.CapacityEpisodes)
        {
            throw new UserErrorException(
                $"learner.batch_episodes is {Learner.BatchEpisodes}; it must be at most replay.capacity_episodes, which is {Replay.CapacityEpisodes}");
        }

        if (Learner.NStep > 1 && Learner.TdLambda > 0)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture,
                $"learner.n_step is {Learner.NStep} while learner.td_lambda is {Learner.TdLambda}; only one of them can shape the targets: n_step must be 1 or td_lambda 0"));
        }
    }
}
