namespace Phalanx.Learning.Runs;

/// <summary>What decides the last digits of results, where a run was made with something else than this process has.</summary>
/// <param name="What">Which of them: <c>build</c>, <c>register width</c>, ...</param>
/// <param name="Run">What the run was made with; several joined by <c>and</c> where it was resumed with another.</param>
/// <param name="Here">What this process has.</param>
public sealed record OriginDifference(string What, string Run, string Here);
