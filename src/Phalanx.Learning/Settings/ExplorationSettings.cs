namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>exploration.*</c>: how agents try what they do not think best.</summary>
public sealed record ExplorationSettings
{
    /// <summary>How often an agent acts at random.</summary>
    public EpsilonSettings Epsilon { get; init; } = new();
}
