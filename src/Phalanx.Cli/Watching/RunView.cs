using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Watching;

/// <summary>All that a picture of a run shows.</summary>
/// <param name="Title">What the run is called.</param>
/// <param name="Sighting">How it stands with it.</param>
/// <param name="Metrics">Its tests.</param>
internal sealed record RunView(RunTitle Title, RunSighting Sighting, MetricsFollower Metrics)
{
    /// <summary>Environment steps collected, as far as is known.</summary>
    public long TEnv => Sighting.Status?.TEnv ?? (Metrics.Rows > 0 ? Metrics.TEnv[^1] : 0);

    /// <summary>Environment steps to collect in all; null where nothing says.</summary>
    public long? Steps => Sighting.Status?.Steps ?? Title.Steps;
}
