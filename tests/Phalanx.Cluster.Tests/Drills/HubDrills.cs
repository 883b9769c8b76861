namespace Phalanx.Cluster.Tests.Drills;

/// <summary>The hub goes and comes back, within the lease of its workers: no cell is begun a second time.</summary>
[Collection(DrillsOfLoss.Name)]
public sealed class HubDrills : IDisposable
{
    private readonly Theatre _theatre = new(lease: 30);

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_hub_that_is_killed_and_started_again_finds_its_workers_training()
    {
        (ToolMachine hub, ToolMachine[] workers) = _theatre.Begin(2);
        _theatre.Underway(workers[0]);
        hub.Kill();
        Thread.Sleep(1000);
        _theatre.StartHub();
        _theatre.EndsAsIfUndisturbed();

        // No cell was begun a second time.
        Assert.All(_theatre.Standings, cell => Assert.Equal(1, cell.Epoch));
        Assert.Contains("the hub is back", workers[0].Output, StringComparison.Ordinal);
    }

    [DrillFact]
    public void A_hub_that_is_interrupted_ends_well_and_its_workers_wait_for_it()
    {
        (ToolMachine hub, ToolMachine[] workers) = _theatre.Begin(1);
        _theatre.Underway(workers[0]);
        hub.Signal("INT");
        Assert.Equal(130, hub.End(TimeSpan.FromSeconds(6)));
        _theatre.StartHub();
        _theatre.EndsAsIfUndisturbed();
        Assert.All(_theatre.Standings, cell => Assert.Equal(1, cell.Epoch));
    }
}
