using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What a user does with a cluster, from another folder and with no file of the hub but the key.</summary>
[Collection(OneDrillAtATime.Name)]
public sealed class UserDrills : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_sweep_at_a_hub_that_works_too_brings_its_results_home()
    {
        _theatre.StartHub("--work");
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
    }
}
