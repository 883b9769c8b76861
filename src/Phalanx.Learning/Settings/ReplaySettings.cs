using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>replay.*</c>: what is kept of the past.</summary>
public sealed record ReplaySettings
{
    /// <summary>How many of the latest episodes are kept.</summary>
    [Setting("how many of the latest episodes are kept", Min = 1)]
    public int CapacityEpisodes { get; init; } = 5000;

    /// <summary>Whether observations and states are kept in half precision.</summary>
    [Setting("whether observations and states are kept in half precision, in half the memory")]
    public bool HalfPrecision { get; init; }

    /// <summary>The share of the machine's memory that replay may take.</summary>
    [Setting("share of the machine's or container's memory that replay may take", Above = 0, Max = 1, ChangesResults = false)]
    public double MemoryBudget { get; init; } = 0.6;
}
