using Phalanx.Learning.Replay;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;

namespace Phalanx.Cli.Benchmarks;

/// <summary>What was measured of a run on this machine, for a model of its rounds on others.</summary>
/// <param name="ActingSeconds">What acting takes for a joint step of one environment.</param>
/// <param name="EnvironmentSeconds">What the environment takes for it.</param>
/// <param name="TrainingStepSeconds">What a training step takes, sampling included; 0 where none was made.</param>
/// <param name="TrainingSteps">How many are due after a round.</param>
/// <param name="BytesPerStep">What a joint step has in a record.</param>
/// <param name="SecondsPerByte">The processor time of a byte on its way.</param>
/// <param name="Episodes">How many episodes a round has.</param>
/// <param name="Lengths">The lengths that episodes had.</param>
internal sealed record RolloutMeasurement(
    double ActingSeconds,
    double EnvironmentSeconds,
    double TrainingStepSeconds,
    double TrainingSteps,
    double BytesPerStep,
    double SecondsPerByte,
    int Episodes,
    IReadOnlyList<int> Lengths)
{
    /// <summary>Makes a short run, and carries bytes.</summary>
    public static async Task<RolloutMeasurement> Take(RunSettings settings, Library library, int threads, CancellationToken cancellation)
    {
        var training = TrainingBenchmark.Measure(settings, library, threads, cancellation);
        using var problem = new LearningProblem(settings, library.Environments, library.Algorithms);
        const int Many = 100;
        double bytes = ReplayMemory.Estimate(problem.Layout, Many).MaximumBytes / (double)Many / problem.Spec.EpisodeLimit;
        double learning = (training.TimeOf("learning") + training.TimeOf("sampling")).TotalSeconds;
        return new RolloutMeasurement(
            training.TimeOf("acting").TotalSeconds * training.Players / training.Steps,
            training.TimeOf("stepping").TotalSeconds * training.Players / training.Steps,
            training.TrainingSteps > 0 ? learning / training.TrainingSteps : 0,
            settings.Training.StepsPerEpisode * settings.Rollout.Environments,
            bytes,
            await TransportCost.Measure(cancellation).ConfigureAwait(false),
            settings.Rollout.Environments,
            training.Lengths);
    }

    /// <summary>The model of its rounds.</summary>
    /// <param name="slots">How many slots a machine has.</param>
    /// <param name="stepMilliseconds">What a joint step of the environment takes instead; null for what was measured.</param>
    public RolloutModel Model(int slots, double? stepMilliseconds) => new()
    {
        StepSeconds = ActingSeconds + (stepMilliseconds / 1000 ?? EnvironmentSeconds),
        Episodes = Episodes,
        TrainingSteps = TrainingSteps,
        TrainingStepSeconds = TrainingStepSeconds,
        BytesPerStep = BytesPerStep,
        SecondsPerByte = SecondsPerByte,
        Lengths = Lengths,
        Slots = slots,
    };
}
