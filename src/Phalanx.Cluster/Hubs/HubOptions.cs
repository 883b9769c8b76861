using System.Net;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Hubs;

/// <summary>Where a hub listens, and where its files are.</summary>
public sealed record HubOptions
{
    /// <summary>The address that workers dial, and the port: no other address reaches the hub.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The hub's folder, with its key and <c>cluster.yaml</c>.</summary>
    public string Folder { get; init; } = "cluster";

    /// <summary>Where studies lie.</summary>
    public string Studies { get; init; } = "studies";

    /// <summary>Where finished cells go.</summary>
    public string Cells { get; init; } = CellStore.DefaultFolder;

    /// <summary>The register width that all workers are held to; null for the widest of each.</summary>
    public string? Simd { get; init; }

    /// <summary>The bit class that workers must have; null for that of the first one.</summary>
    public SlotClass? Class { get; init; }

    /// <summary>The numbers.</summary>
    public ClusterSettings Settings { get; init; } = new();
}
