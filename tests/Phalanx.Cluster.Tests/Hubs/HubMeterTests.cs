using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>What a listener hears of a hub.</summary>
public sealed class HubMeterTests : IDisposable
{
    private readonly ToyDesk _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void Cells_leases_snapshots_and_silent_workers_are_measured()
    {
        using var heard = new HeardInstruments(_toys.Desk.Meter.Meter);
        _toys.Submit(3);
        _toys.Join("a");
        _toys.Join("b");
        CellOrder first = _toys.Take("a");
        _toys.Clock.Move(TimeSpan.FromSeconds(50));
        CellOrder second = _toys.Take("b");
        _toys.Clock.Move(TimeSpan.FromSeconds(12));
        _toys.Desk.Expire();
        _toys.Desk.Cancel(ToyDesk.Study, first.Cell);
        Assert.Equal(
            [
                "phalanx.cluster.cells state=cancelled study=toys: 1",
                "phalanx.cluster.cells state=leased study=toys: 1",
                "phalanx.cluster.cells state=waiting study=toys: 1",
                "phalanx.cluster.leases_expired study=toys: 1",
                "phalanx.cluster.report_age worker=a: 62",
                "phalanx.cluster.report_age worker=b: 12",
            ],
            heard.Lines);
        Assert.NotEqual(first.Cell, second.Cell);
    }

    [Fact]
    public void Snapshots_that_came_whole_and_bytes_both_ways_are_measured()
    {
        using var heard = new HeardInstruments(_toys.Desk.Meter.Meter);
        using var meter = new HubMeter(() => [], () => []);
        _toys.Submit(1);
        _toys.Desk.Meter.Add(ToyDesk.Study, new JournalEntry(JournalKind.Committed));
        _toys.Desk.Meter.Add(ToyDesk.Study, new JournalEntry(JournalKind.Granted));
        _toys.Desk.Meter.AddUp(100);
        _toys.Desk.Meter.AddUp(20);
        _toys.Desk.Meter.AddDown(3);
        meter.AddDown(5); // that of another hub of this process
        Assert.Equal(["phalanx.cluster.bytes direction=down: 3", "phalanx.cluster.bytes direction=up: 120", "phalanx.cluster.cells state=waiting study=toys: 1", "phalanx.cluster.commits study=toys: 1"], heard.Lines);
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
}
