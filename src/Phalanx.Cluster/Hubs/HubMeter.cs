using System.Diagnostics.Metrics;
using Phalanx.Cluster.Wiring;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Hubs;

/// <summary>What a hub measures: its cells by state, what its journals tell, the bytes of its cells' files, and how long ago its workers were heard of.</summary>
internal sealed class HubMeter : IDisposable
{
    private readonly Counter<long> _expired;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _bytes;

    /// <param name="cells">How many cells of a study are in a phase.</param>
    /// <param name="silences">How long ago each worker was heard of.</param>
    public HubMeter(Func<IEnumerable<(string Study, CellPhase Phase, int Cells)>> cells, Func<IEnumerable<(string Worker, TimeSpan Silence)>> silences)
    {
        Meter = ClusterMeter.Create();
        _expired = Meter.CreateCounter<long>($"{ClusterMeter.Prefix}leases_expired", "{lease}", "Cells whose worker was not heard of until its lease ended.");
        _commits = Meter.CreateCounter<long>($"{ClusterMeter.Prefix}commits", "{snapshot}", "Snapshots of cells that were received whole.");
        _bytes = Meter.CreateCounter<long>($"{ClusterMeter.Prefix}bytes", "By", "Bytes of files of cells that came from workers (up) and went to them and to users (down).");
        Meter.CreateObservableUpDownCounter(
            $"{ClusterMeter.Prefix}cells",
            () => cells().Select(count => new Measurement<int>(count.Cells, Tag("study", count.Study), Tag("state", count.Phase.ToString().ToLowerInvariant()))),
            "{cell}",
            "Cells of studies by state.");
        Meter.CreateObservableGauge(
            $"{ClusterMeter.Prefix}report_age",
            () => silences().Select(worker => new Measurement<double>(worker.Silence.TotalSeconds, Tag("worker", worker.Worker))),
            "s",
            "How long ago a worker reported.");
    }

    /// <summary>The meter, by which a listener tells two hubs of a process apart.</summary>
    public Meter Meter { get; }

    /// <summary>A line was written to the journal of a study.</summary>
    public void Add(string study, JournalEntry entry)
    {
        if (entry.Kind == JournalKind.Expired)
        {
            _expired.Add(1, Tag("study", study));
        }
        else if (entry.Kind == JournalKind.Committed)
        {
            _commits.Add(1, Tag("study", study));
        }
    }

    /// <summary>Bytes of a file came from a worker.</summary>
    public void AddUp(int bytes) => _bytes.Add(bytes, Tag("direction", "up"));

    /// <summary>Bytes of a file went out.</summary>
    public void AddDown(int bytes) => _bytes.Add(bytes, Tag("direction", "down"));

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
