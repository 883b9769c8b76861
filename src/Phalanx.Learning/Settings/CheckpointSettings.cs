using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>checkpoint.*</c>: how often the run is saved. It is always saved at its end.</summary>
public sealed record CheckpointSettings
{
    private const double LongestMinutes = 1e6;

    /// <summary>How many environment steps lie between two checkpoints.</summary>
    [Setting("environment steps between two checkpoints", Min = 1, ChangesResults = false)]
    public long Interval { get; init; } = 100_000;

    /// <summary>How many minutes of training lie between two checkpoints at most; empty for no such limit.</summary>
    [Setting("minutes between two checkpoints at most, beside checkpoint.interval; empty for no limit", Above = 0, Max = LongestMinutes, ChangesResults = false)]
    public double? EveryMinutes { get; init; }

    /// <summary>How long a run waits for a disk that is full or fails, before it ends.</summary>
    [Setting("minutes that a run waits for a disk that is full or fails, before it ends", Min = 0, Max = LongestMinutes, ChangesResults = false)]
    public double RetryMinutes { get; init; } = 10;

    /// <summary>How many of the latest checkpoints stay; empty for all of them.</summary>
    [Setting("how many of the latest checkpoints stay; empty for all", Min = 1, ChangesResults = false)]
    public int? Keep { get; init; }
}
