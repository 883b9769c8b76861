namespace Phalanx.Environments;

/// <summary>What a step led to.</summary>
/// <param name="Reward">The team's reward, finite.</param>
/// <param name="Terminated">
/// Whether the task itself ended, well or badly: nothing more would have come, so nothing beyond this step counts.
/// </param>
/// <param name="Truncated">
/// Whether only the clock ended the episode: more would have come had it gone on, so where it stopped still counts.
/// When the task ends on the very last step allowed, it is terminated and not truncated.
/// </param>
public readonly record struct StepResult(double Reward, bool Terminated = false, bool Truncated = false)
{
    /// <summary>Whether the episode is over, for either reason.</summary>
    public bool Ended => Terminated || Truncated;
}
