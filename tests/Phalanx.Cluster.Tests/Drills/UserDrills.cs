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

    [DrillFact]
    public void A_longer_result_takes_the_place_of_a_shorter_one_that_was_fetched_and_not_of_a_run_that_was_begun()
    {
        _theatre.StartHub("--work");
        Directory.CreateDirectory(_theatre.At("home"));
        Assert.Equal(0, Sweep("short.yaml", steps: 200).Code);
        Assert.Equal(0, Sweep("long.yaml", steps: 400).Code);
        string summary = Assert.Single(Directory.GetFiles(_theatre.At("home"), "summary.json", SearchOption.AllDirectories));
        Assert.Contains("\"t_env\": 400", File.ReadAllText(summary), StringComparison.Ordinal);

        // What has a checkpoint may be of use to its owner.
        string cell = Path.GetDirectoryName(summary)!;
        File.Delete(summary);
        string checkpoints = Path.GetDirectoryName(Directory.GetDirectories(_theatre.At("runs"), "400", SearchOption.AllDirectories).Single())!;
        Directory.CreateDirectory(Path.Combine(cell, "checkpoints", "400"));
        foreach (string file in Directory.GetFiles(Path.Combine(checkpoints, "400")))
        {
            File.Copy(file, Path.Combine(cell, "checkpoints", "400", Path.GetFileName(file)));
        }

        (int code, string told) = Sweep("long.yaml", steps: 400);
        Assert.Equal(1, code);
        Assert.Contains("error: the result of 0000-vdn-0 stays at the hub, because a run that was begun here lies in", told, StringComparison.Ordinal);
    }

    [DrillFact]
    public void Cells_that_were_taken_out_are_named_with_what_brings_them_back()
    {
        _theatre.StartHub();
        _theatre.Submit();
        Assert.Equal(0, _theatre.Start($"cluster cancel drill --hub {_theatre.Address}").End());
        Assert.Contains("0000-vdn-0: taken out by a user; 'cluster retry drill/0000-vdn-0' lets it be trained after all", _theatre.Status(), StringComparison.Ordinal);
        ToolMachine sweep = _theatre.Start($"sweep sweep.yaml --hub {_theatre.Address} --key cluster/worker.key --cells elsewhere");
        Assert.Equal(1, sweep.End());
        Assert.Contains("0001-qmix-0: taken out by a user", sweep.Output, StringComparison.Ordinal);
        Assert.Contains("error: 2 of 2 cells are not done, the first is 0000-vdn-0: taken out by a user", sweep.Output, StringComparison.Ordinal);
        ToolMachine none = _theatre.Start($"cluster retry drill/qmix --hub {_theatre.Address}");
        Assert.Equal(2, none.End());
        Assert.Contains("error: study 'drill' has no cell 'qmix'", none.Output, StringComparison.Ordinal);
        Assert.Contains("its first is called '0000-vdn-0'", none.Output, StringComparison.Ordinal);
    }

    private (int Code, string Output) Sweep(string name, int steps)
    {
        File.WriteAllText(_theatre.At(name), $"name: {name[..^5]}\nalgorithms: vdn\nenvironments: matrix/qtran\nset: {{training.steps: {steps}, agent.hidden: 4}}\n");
        using var sweep = new ToolMachine(_theatre.At("home"), $"sweep ../{name} --hub {_theatre.Address} --key ../cluster/worker.key");
        int code = sweep.End(TimeSpan.FromSeconds(90));
        return (code, sweep.Output);
    }

    private string StatusOf(string folder)
    {
        ToolMachine status = _theatre.Start($"cluster status --folder {folder}");
        Assert.Equal(0, status.End());
        return status.Output;
    }
}
