namespace Phalanx.Learning.Training;

/// <summary>How far a run is.</summary>
/// <param name="TEnv">Environment steps collected.</param>
/// <param name="Steps">Environment steps to collect in all.</param>
/// <param name="Episodes">Episodes collected.</param>
/// <param name="TrainingSteps">Training steps made.</param>
/// <param name="Latest">The figures of the latest test, when it has just been made; null otherwise.</param>
public readonly record struct TrainingProgress(
    long TEnv, long Steps, long Episodes, long TrainingSteps, IReadOnlyDictionary<string, double>? Latest);
