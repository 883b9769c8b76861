namespace Phalanx.Learning.Faults;

/// <summary>When in a run something happened, and what the run can go on from.</summary>
/// <param name="Phase">What the run did: <c>collect</c>, <c>learn</c>, <c>test</c> or <c>save</c>, as in <c>progress.json</c>.</param>
/// <param name="TEnv">Environment steps collected.</param>
/// <param name="TrainingSteps">Training steps made; one that failed is not counted.</param>
/// <param name="CheckpointTEnv">The <c>t_env</c> of the last checkpoint, whose numbers are all finite; null where there is none.</param>
/// <param name="Checkpoint">The folder of that checkpoint.</param>
public sealed record RunMoment(string Phase, long TEnv, long TrainingSteps, long? CheckpointTEnv, string? Checkpoint);
