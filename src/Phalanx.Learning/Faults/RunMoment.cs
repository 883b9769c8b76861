using System.Globalization;

namespace Phalanx.Learning.Faults;

/// <summary>When in a run something happened, and what the run can go on from.</summary>
/// <param name="Phase">What the run did: <c>collect</c>, <c>learn</c>, <c>test</c> or <c>save</c>, as in <c>progress.json</c>.</param>
/// <param name="TEnv">Environment steps collected.</param>
/// <param name="TrainingSteps">Training steps made; one that failed is not counted.</param>
/// <param name="CheckpointTEnv">The <c>t_env</c> of the last checkpoint, whose numbers are all finite; null where there is none.</param>
/// <param name="Checkpoint">The folder of that checkpoint.</param>
public sealed record RunMoment(string Phase, long TEnv, long TrainingSteps, long? CheckpointTEnv, string? Checkpoint)
{
    /// <summary>As the end of a sentence: <c>phase learn at t_env 400, in training step 51; the last good checkpoint is '...'</c>.</summary>
    public override string ToString()
    {
        string steps = Phase == "learn"
            ? string.Create(CultureInfo.InvariantCulture, $"in training step {TrainingSteps + 1}")
            : string.Create(CultureInfo.InvariantCulture, $"after {TrainingSteps} training steps");
        string saved = Checkpoint is { } checkpoint ? $"the last good checkpoint is '{checkpoint}'" : "there is no checkpoint yet";
        return string.Create(CultureInfo.InvariantCulture, $"phase {Phase} at t_env {TEnv}, {steps}; {saved}");
    }
}
