using Phalanx.Learning.Rollouts;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>Makes a player of rounds for a run, once for training and once for tests. The trainer disposes it.</summary>
/// <param name="problem">What is played: the environment and the team.</param>
/// <param name="episodes">The most episodes of a round.</param>
/// <param name="workers">The workers of the run, free while a round is played.</param>
public delegate IRoundPlayer RoundPlayerFactory(LearningProblem problem, int episodes, WorkerPool workers);

/// <summary>
/// Services that the calling program gives to a run. None of them changes what is learned, so none is written to the settings.
/// </summary>
public sealed record TrainerServices
{
    /// <summary>Makes the players of rounds. By default each is a <see cref="Rollout"/> in environments of its own.</summary>
    public RoundPlayerFactory Players { get; init; } =
        static (problem, episodes, workers) => new Rollout(problem.Environments(episodes), problem.Policy, workers);

    /// <summary>Receives the events of the run; null for none.</summary>
    public ITrainerObserver? Observer { get; init; }

    /// <summary>Whether the observer is shown the first episode of every test, in an environment that draws itself. Drawing takes time of the run.</summary>
    public bool ShowsTests { get; init; }

    /// <summary>The longest time that a run waits at its end until the observer has all events.</summary>
    public TimeSpan ObserverPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a run that is cancelled may take to end the round in progress, with the test that is due, before it is saved inside the round.
    /// </summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Is asked before an old checkpoint is deleted; null lets <c>checkpoint.keep</c> decide alone.</summary>
    public ICheckpointRetention? Retention { get; init; }

    /// <summary>Is told which stage the run is in; null for nothing.</summary>
    public IStageWatcher? Stages { get; init; }

    /// <summary>
    /// Whether a disk that is full or fails ends the run at once, at the last checkpoint with all its episodes. By default a run is saved without its newest
    /// episodes, waits, and ends only then; where another machine can go on, both are wrong: it would go on with other bits, or later.
    /// </summary>
    public bool EndsOnDiskFault { get; init; }

    /// <summary>
    /// Whether a run that is read from its folder may start the program that its settings name, where its environment is one. A run's folder may come
    /// from another user, so by default it is refused.
    /// </summary>
    public bool AllowsCommand { get; init; }

    /// <summary>The number of threads; null for what <c>training.threads</c> says.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// The most bytes that the replay may take. Null for the share of the machine's memory that <c>replay.memory_budget</c> says, which a run
    /// that is resumed is not held to.
    /// </summary>
    public long? MemoryLimit { get; init; }
}
