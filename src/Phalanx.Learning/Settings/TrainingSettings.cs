using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>training.*</c>: how long a run is, and the seed of its random streams.</summary>
public sealed record TrainingSettings
{
    /// <summary>How many environment steps the run collects.</summary>
    [Setting("environment steps that the run collects", Min = 1)]
    public long Steps { get; init; } = 2_050_000;

    /// <summary>How many training steps follow from an episode collected, for any number of environments.</summary>
    [Setting("training steps for every episode collected, for any number of environments; 1/8 is a value", Above = 0)]
    public double StepsPerEpisode { get; init; } = 1;

    /// <summary>The seed of everything random.</summary>
    [Setting("seed of everything random")]
    public ulong Seed { get; init; }

    /// <summary>How many threads work; empty for as many as the machine has. Results do not depend on it.</summary>
    [Setting("threads that work; empty for as many as the machine has", Min = 1, Max = 1024, ChangesResults = false)]
    public int? Threads { get; init; }
}
