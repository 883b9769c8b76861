using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>exploration.*</c>: how agents explore.</summary>
public sealed record ExplorationSettings
{
    /// <summary>How often an agent acts at random.</summary>
    public EpsilonSettings Epsilon { get; init; } = new();

    /// <summary>How many episodes are played at random before anything is learned.</summary>
    [Setting("episodes played at random before anything is learned", Min = 0)]
    public int WarmupEpisodes { get; init; }
}
