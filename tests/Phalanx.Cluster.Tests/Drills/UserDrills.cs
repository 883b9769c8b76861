using System.Text.Json.Nodes;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What a user does with a cluster, from another folder and with no file of the hub but the key.</summary>
[Collection(DrillsOfSharing.Name)]
public sealed class UserDrills : IDisposable
{
    private readonly Theatre _theatre = new(sweep: Sweeps.ShortCells);

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_sweep_at_a_hub_that_works_too_brings_its_results_home()
    {
        ToolMachine hub = _theatre.StartHub("--work");
        Directory.CreateDirectory(_theatre.At("home"));
        using var sweep = new ToolMachine(_theatre.At("home"), $"sweep ../sweep.yaml --hub {_theatre.Address} --key ../cluster/worker.key");
        Assert.Equal(0, sweep.End(TimeSpan.FromSeconds(90)));
        Assert.Contains("2 of 2 cells done", sweep.Output, StringComparison.Ordinal);
        _theatre.EndsAsIfUndisturbed();
        foreach (PlannedCell cell in _theatre.Plan.Cells)
        {
            string path = Path.Combine(CellStore.DefaultFolder, cell.Cell.Folder, "metrics.csv");
            Assert.Equal(File.ReadAllBytes(_theatre.At(path)), File.ReadAllBytes(_theatre.At("home", path)));
        }

        // Asked again, nothing is to be done.
        ToolMachine status = _theatre.Start($"cluster status --hub {_theatre.Address}");
        Assert.Equal(0, status.End());
        Assert.Contains("study drill: 2 of 2 cells done", status.Output, StringComparison.Ordinal);

        // The files tell the same while the hub is up, and after it has ended.
        string told = StatusOf("studies");
        Assert.Contains("study drill: 2 of 2 cells done, 0 running, 0 waiting, 0 failed", told, StringComparison.Ordinal);
        hub.Signal("INT");
        Assert.Equal(130, hub.End());
        Assert.Equal(told, StatusOf("studies"));
        Assert.Equal(told, StatusOf("."));
        JsonNode document = JsonNode.Parse(StatusOf("studies/drill --json"))!;
        Assert.Null(document["hub"]);
        Assert.Equal(2, (int)document["studies"]![0]!["done"]!);
        Assert.Equal(0, (int)document["studies"]![0]!["seconds_left"]!);
        ToolMachine none = _theatre.Start("cluster status --folder home");
        Assert.Equal(2, none.End());
        Assert.Contains("there is no study in 'home'", none.Output, StringComparison.Ordinal);
    }

    private string StatusOf(string folder)
    {
        ToolMachine status = _theatre.Start($"cluster status --folder {folder}");
        Assert.Equal(0, status.End());
        return status.Output;
    }
}
