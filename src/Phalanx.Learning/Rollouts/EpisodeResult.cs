namespace Phalanx.Learning.Rollouts;

/// <summary>How an episode went.</summary>
/// <param name="Return">The sum of its rewards, not discounted.</param>
/// <param name="Length">Its steps.</param>
public readonly record struct EpisodeResult(double Return, int Length);
