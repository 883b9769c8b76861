using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>checkpoint.*</c>: how often the run is saved. It is always saved at its end.</summary>
public sealed record CheckpointSettings
{
    /// <summary>How many environment steps lie between two checkpoints.</summary>
    [Setting("environment steps between two checkpoints", Min = 1, ChangesResults = false)]
    public long Interval { get; init; } = 100_000;

    /// <summary>How many of the latest checkpoints stay; empty for all of them.</summary>
    [Setting("how many of the latest checkpoints stay; empty for all", Min = 1, ChangesResults = false)]
    public int? Keep { get; init; }
}
