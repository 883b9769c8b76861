using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>rollout.*</c>: how episodes are collected.</summary>
public sealed record RolloutSettings
{
    /// <summary>How many environments are stepped together, an episode each in every round.</summary>
    [Setting("environments stepped together, an episode each in every round", Min = 1)]
    public int Environments { get; init; } = 1;
}
