using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cluster.Hubs;

/// <summary>The numbers of a cluster, which the hub's <c>cluster.yaml</c> may change.</summary>
public sealed record ClusterSettings
{
    /// <summary>The name of the file in the hub's folder.</summary>
    public const string FileName = "cluster.yaml";

    /// <summary>How often workers report.</summary>
    public double ReportSeconds { get; init; } = 5;

    /// <summary>How long a worker may be silent before its cells go to others.</summary>
    public double LeaseSeconds { get; init; } = 60;

    /// <summary>How often a worker sends a snapshot of a cell, at most.</summary>
    public double UploadSeconds { get; init; } = 300;

    /// <summary>How often a cell may fail without a snapshot in between.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The size of a part of a file.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>The largest message.</summary>
    public int MessageBytes { get; init; } = 8 << 20;

    /// <summary>The space on a disk below which nothing more is taken.</summary>
    public long MinFreeBytes { get; init; } = 2L << 30;

    /// <summary>Reads the file of a folder; without one all is as it is by default.</summary>
    /// <exception cref="UserErrorException">A number is not allowed.</exception>
    public static ClusterSettings Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new ClusterSettings();
        }

        DocumentNode root = DocumentNode.ReadFile(path, "settings of a cluster");
        root.AllowOnly("report_seconds", "lease_seconds", "upload_seconds", "attempts", "chunk_bytes", "message_bytes", "min_free_bytes");
        var standard = new ClusterSettings();
        var settings = new ClusterSettings
        {
            ReportSeconds = root.Find("report_seconds")?.Number(0.05, 3600) ?? standard.ReportSeconds,
            LeaseSeconds = root.Find("lease_seconds")?.Number(0.2, 86_400) ?? standard.LeaseSeconds,
            UploadSeconds = root.Find("upload_seconds")?.Number(0, 86_400) ?? standard.UploadSeconds,
            Attempts = root.Find("attempts")?.WholeNumber(1, 1000) ?? standard.Attempts,
            ChunkBytes = root.Find("chunk_bytes")?.WholeNumber(1 << 10, 6 << 20) ?? standard.ChunkBytes,
            MessageBytes = root.Find("message_bytes")?.WholeNumber(1 << 20, 64 << 20) ?? standard.MessageBytes,
            MinFreeBytes = (long?)root.Find("min_free_bytes")?.Number(0, 1e15) ?? standard.MinFreeBytes,
        };
        return settings.ReportSeconds * 2 <= settings.LeaseSeconds && settings.ChunkBytes * 2 <= settings.MessageBytes
            ? settings
            : throw new UserErrorException($"'{path}': lease_seconds must be at least twice report_seconds, and message_bytes at least twice chunk_bytes");
    }
}
