using System.Diagnostics.Metrics;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Cluster.Wiring;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>What a listener hears of a hub.</summary>
public sealed class HubMeterTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    private readonly Dictionary<string, double> _heard = [];

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void Cells_leases_snapshots_and_silent_workers_are_measured()
    {
        using MeterListener listener = Listen();
        _toys.Submit(3);
        _toys.Join("a");
        _toys.Join("b");
        CellOrder first = _toys.Take("a");
        _toys.Clock.Move(TimeSpan.FromSeconds(50));
        CellOrder second = _toys.Take("b");
        _toys.Clock.Move(TimeSpan.FromSeconds(12));
        _toys.Desk.Expire();
        _toys.Desk.Cancel(ToyDesk.Study, first.Cell);
        listener.RecordObservableInstruments();
        Assert.Equal(
            [
                "phalanx.cluster.cells state=cancelled study=toys: 1",
                "phalanx.cluster.cells state=leased study=toys: 1",
                "phalanx.cluster.cells state=waiting study=toys: 1",
                "phalanx.cluster.leases_expired study=toys: 1",
                "phalanx.cluster.report_age worker=a: 62",
                "phalanx.cluster.report_age worker=b: 12",
            ],
            Heard());
        Assert.NotEqual(first.Cell, second.Cell);
    }

    [Fact]
    public void Snapshots_that_came_whole_and_bytes_both_ways_are_measured()
    {
        using MeterListener listener = Listen();
        using var meter = new HubMeter(() => [], () => []);
        _toys.Submit(1);
        _toys.Desk.Meter.Add(ToyDesk.Study, new JournalEntry(JournalKind.Committed));
        _toys.Desk.Meter.Add(ToyDesk.Study, new JournalEntry(JournalKind.Granted));
        _toys.Desk.Meter.AddUp(100);
        _toys.Desk.Meter.AddUp(20);
        _toys.Desk.Meter.AddDown(3);
        meter.AddDown(5); // that of another hub of this process
        Assert.Equal(["phalanx.cluster.bytes direction=down: 3", "phalanx.cluster.bytes direction=up: 120", "phalanx.cluster.commits study=toys: 1"], Heard());
    }

    [Fact]
    public void A_ledger_tells_of_every_line_when_it_is_written()
    {
        List<JournalKind> told = [];
        using var ledger = Ledger.Open(_toys["ledger"], ["a"], new LedgerTerms(TimeSpan.FromSeconds(60)), _toys.Clock);
        ledger.Written += entry => told.Add(entry.Kind);
        CellGrant grant = ledger.Grant("w", _ => true)!;
        Assert.True(ledger.Commit("a", grant.Epoch, 5, () => { }));
        ledger.Cancel("a");
        Assert.Equal([JournalKind.Granted, JournalKind.Committed, JournalKind.Cancelled], told);
    }

    private string[] Heard() => [.. _heard.Select(value => $"{value.Key}: {value.Value}").Order(StringComparer.Ordinal)];

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, _toys.Desk.Meter.Meter))
                {
                    Assert.Equal(ClusterMeter.Name, instrument.Meter.Name);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Set(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Set(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _heard[Key(instrument, tags)] = _heard.GetValueOrDefault(Key(instrument, tags)) + value);
        listener.Start();
        return listener;
    }

    private void Set(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _heard[Key(instrument, tags)] = value;

    private static string Key(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))}";
}
