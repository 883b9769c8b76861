namespace Phalanx.Learning.Runs;

/// <summary>What a run has counted so far.</summary>
/// <param name="TEnv">Environment steps collected.</param>
/// <param name="Episodes">Episodes collected.</param>
/// <param name="TrainingSteps">Training steps made.</param>
/// <param name="Rows">Rows of <c>metrics.csv</c>.</param>
/// <param name="Checkpoint">The <c>t_env</c> of the latest checkpoint; null while there is none.</param>
internal readonly record struct RunCounts(long TEnv, long Episodes, long TrainingSteps, int Rows, long? Checkpoint);
