using Phalanx.Drills.Processes;

namespace Phalanx.Drills.Memory;

/// <summary>The memory that a process held while it trained, dozens of times a second.</summary>
internal sealed class ResidentSeries
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly List<long> _samples = [];

    /// <summary>The most that it held at a time.</summary>
    public long Peak { get; private set; }

    /// <summary>Watches a process until it ends.</summary>
    /// <param name="process">The process, which trains.</param>
    /// <param name="folder">The folder of its run.</param>
    public static ResidentSeries Watch(ToolProcess process, string folder)
    {
        var series = new ResidentSeries();
        while (!process.Wait(Interval))
        {
            // From then on the run is open: what the start takes is behind it.
            if (File.Exists(Path.Combine(folder, "progress.json")) && process.ResidentBytes is var bytes and > 0)
            {
                series._samples.Add(bytes);
            }
        }

        series.Peak = process.PeakBytes;
        return series;
    }

    /// <summary>The median of what it held between two shares of its time; null where nobody looked.</summary>
    public long? Between(double from, double to)
    {
        long[] sizes = [.. _samples[(int)(from * _samples.Count)..(int)(to * _samples.Count)].Order()];
        return sizes.Length == 0 ? null : sizes[sizes.Length / 2];
    }
}
