using System.Diagnostics.Metrics;

namespace Phalanx.Cluster.Wiring;

/// <summary>
/// The meter of clusters, for <c>dotnet-counters</c> and for any listener or exporter; none is a dependency. Every part that measures has a meter of this name
/// of its own: a hub its studies and workers, and a process that has rounds played elsewhere its rounds, episodes that were given out twice, and the share of its
/// time that is learning.
/// </summary>
public static class ClusterMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Phalanx.Cluster";

    /// <summary>What the names of its instruments begin with.</summary>
    public const string Prefix = "phalanx.cluster.";

    /// <summary>A meter of that name.</summary>
    internal static Meter Create() => new(Name, Learning.Runs.Build.Version);
}
