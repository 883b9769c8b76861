using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Training;

/// <summary>Tests the team of a checkpoint: greedy episodes in environments like those that it was trained in.</summary>
/// <param name="settings">The settings of the run.</param>
/// <param name="environments">The environments there are.</param>
/// <param name="algorithms">The algorithms there are.</param>
/// <param name="workers">What computes. The figures do not depend on how many there are.</param>
public sealed class CheckpointTest(RunSettings settings, EnvironmentRegistry environments, AlgorithmRegistry algorithms, WorkerPool workers)
{
    /// <summary>What the episodes are played for.</summary>
    public RoundPurpose Purpose { get; init; } = RoundPurpose.Evaluation;

    /// <summary>The run, whose environment must still be what it was; null where that is not asked.</summary>
    public RunDirectory? Run { get; init; }

    /// <summary>Plays the episodes.</summary>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="episodes">How many.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="test">The number of the test; another one has other episodes.</param>
    /// <param name="recording">Records the first episodes; null for none.</param>
    /// <param name="cancellation">Ends the test between two rounds.</param>
    /// <returns>Figures by the names of the metrics' columns.</returns>
    /// <exception cref="UserErrorException">The environment is not what it was, or the weights do not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyDictionary<string, double> Play(
        Checkpoint checkpoint, int episodes, ulong seed, long test, EpisodeRecording? recording = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        EnvironmentDefinition environment = environments[settings.EnvironmentName];
        EnvironmentSpec spec = environment.SpecOf(settings.Env);
        if (Run is not null)
        {
            RunEnvironment.ThrowIfOther(Run, spec);
        }

        Policy policy = SavedPolicy.Load(checkpoint, spec, settings, algorithms);
        using var player = new Rollout(environment.Create(settings.Env, environment.AtMost(settings.Env, Evaluator.EnvironmentsFor(episodes))), policy, workers);
        return new Evaluator(player, spec.Statistics, episodes) { Purpose = Purpose }.Test(seed, test, recording: recording, cancellation: cancellation);
    }
}
