using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Hub and worker live in two networks, between which all packets are lost for a while.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class PartitionDrills : IDisposable
{
    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(12);

    private TwoNetworks? _networks;
    private Theatre? _theatre;

    public void Dispose()
    {
        _theatre?.Dispose();
        _networks?.Dispose();
    }

    [RootDrillFact(TwoNetworks.Needed)]
    public void A_network_that_loses_all_packets_for_12_seconds_changes_nothing_within_the_lease()
    {
        (Theatre theatre, TwoNetworks networks) = Open(lease: 60);
        theatre.StartHub();
        ToolMachine worker = Join(theatre, networks.Workers);
        theatre.Submit();
        long before = theatre.Underway(worker).TEnv;
        networks.Cut();
        Thread.Sleep(Cut);
        long meanwhile = theatre.Standings.Max(cell => cell.TEnv);
        networks.Mend();
        theatre.EndsAsIfUndisturbed();
        Assert.All(theatre.Standings, cell => Assert.Equal(1, cell.Epoch));

        // The worker trained on: what came of it when packets came again is far from what had come before.
        Assert.InRange(meanwhile, before, 200_000);
        Assert.True(theatre.Journal.First(entry => entry.Kind == JournalKind.Committed && entry.TEnv > meanwhile).TEnv > meanwhile + 1200);
    }

    [RootDrillFact(TwoNetworks.Needed)]
    public void A_worker_that_is_cut_off_for_longer_than_its_lease_trains_on_and_cannot_write_when_it_is_back()
    {
        (Theatre theatre, TwoNetworks networks) = Open(lease: 4);
        theatre.StartHub();
        ToolMachine far = Join(theatre, networks.Workers);
        ToolMachine near = Join(theatre, networks.Hubs);
        theatre.Submit();
        CellStanding lost = theatre.Underway(far);
        networks.Cut();
        long before = Newest(theatre, far, lost);
        theatre.Until(() => theatre.Journal.Any(entry => entry.Kind == JournalKind.Expired && entry.Cell == lost.Cell), far, near);
        Thread.Sleep(Cut);
        Assert.True(Newest(theatre, far, lost) > before + 1200, "the worker that is cut off does not train on");
        networks.Mend();
        theatre.EndsAsIfUndisturbed();
        Assert.True(theatre.Standings.Single(cell => cell.Cell == lost.Cell).Epoch > 1);
    }

    /// <summary>The newest checkpoint that a worker has of a cell, which the hub may not have.</summary>
    private static long Newest(Theatre theatre, ToolMachine worker, CellStanding cell) => Directory
        .EnumerateDirectories(theatre.At("scratch", worker.Worker, $"{Theatre.Study}-{cell.Cell}-{cell.Epoch}", "checkpoints"))
        .Select(Path.GetFileName).Max(name => long.TryParse(name, out long tEnv) ? tEnv : 0);

    private (Theatre Theatre, TwoNetworks Networks) Open(int lease)
    {
        _networks = new TwoNetworks();
        _theatre = new Theatre(lease, Sweeps.LongCells) { Host = TwoNetworks.HubsAddress, Network = _networks.Hubs, Patience = TimeSpan.FromMinutes(15) };
        return (_theatre, _networks);
    }

    private static ToolMachine Join(Theatre theatre, string network)
    {
        ToolMachine worker = theatre.BeginWorkerIn(network);
        theatre.WaitToWork(worker);
        return worker;
    }
}
