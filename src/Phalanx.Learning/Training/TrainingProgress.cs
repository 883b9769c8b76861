namespace Phalanx.Learning.Training;

/// <summary>How far a run is.</summary>
/// <param name="TEnv">Environment steps collected.</param>
/// <param name="Steps">Environment steps to collect in all.</param>
/// <param name="Episodes">Episodes collected.</param>
/// <param name="TrainingSteps">Training steps made.</param>
public readonly record struct TrainingProgress(long TEnv, long Steps, long Episodes, long TrainingSteps);
