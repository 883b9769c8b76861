namespace Phalanx.Learning.Rollouts;

/// <summary>The result of an episode.</summary>
/// <param name="Return">The sum of its rewards, not discounted.</param>
/// <param name="Length">The number of its steps.</param>
public readonly record struct EpisodeResult(double Return, int Length);
