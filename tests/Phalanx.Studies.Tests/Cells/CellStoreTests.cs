using System.Text.Json.Nodes;
using Phalanx.Learning.Faults;
using Phalanx.Studies.Cells;

namespace Phalanx.Studies.Tests.Cells;

public class CellStoreTests
{
    [Fact]
    public void A_cell_is_missing_then_finished_and_a_longer_one_serves_a_shorter_request()
    {
        using var toys = new Toys();
        var store = new CellStore(toys.Folder, KeptCells.None);
        Cell cell = Toys.Cell();
        Assert.Equal(CellProgress.Missing, store.Find(cell).Progress);
        Toys.Train(cell, store.PathOf(cell));
        CellState finished = store.Find(cell);
        Assert.Equal((CellProgress.Finished, 40L, 40L), (finished.Progress, finished.TEnv, finished.Summary!.TEnv));
        Assert.Equal(CellProgress.Finished, store.Find(cell.WithSteps(10)).Progress);
        CellState begun = store.Find(cell.WithSteps(100));
        Assert.Equal((CellProgress.Begun, 40L), (begun.Progress, begun.TEnv));
    }

    [Fact]
    public void A_cell_whose_numbers_stopped_being_finite_has_failed_for_all_lengths_that_it_did_not_reach()
    {
        using var toys = new Toys();
        Cell cell = Toys.Cell("learner.lr=1e38", "training.steps=2000");
        Assert.Throws<NumericalFaultException>(() => Toys.Train(cell, toys.At("cells", cell.Folder)));
        CellState failed = new CellStore(toys.At("cells"), KeptCells.None).Find(cell);
        Assert.Equal(CellProgress.Failed, failed.Progress);
        Assert.InRange(failed.TEnv, 1, 1999);
        Assert.StartsWith("group 'learner': ", failed.Damage, StringComparison.Ordinal);
        Assert.NotEqual(CellProgress.Failed, new CellStore(toys.At("cells"), KeptCells.None).Find(cell.WithSteps(failed.TEnv)).Progress);

        // What is kept of it tells the same.
        var store = new CellStore(toys.At("nowhere"), KeptCells.Below([toys.At("cells")], Toys.Environments, Toys.Algorithms));
        Assert.Equal((CellProgress.Failed, failed.TEnv), (store.Find(cell).Progress, store.Find(cell).TEnv));
        Assert.Equal(CellProgress.Missing, store.Find(cell.WithSteps(failed.TEnv)).Progress);
        Assert.Equal(CellProgress.Missing, store.Find(Toys.Cell("training.steps=2000")).Progress);
    }

    [Fact]
    public void A_damaged_cell_is_told_in_a_sentence_that_names_the_file()
    {
        using var toys = new Toys();
        var store = new CellStore(toys.Folder, KeptCells.None);
        Cell cell = Toys.Cell();
        Toys.Train(cell, store.PathOf(cell));
        File.WriteAllText(Path.Combine(store.PathOf(cell), "summary.json"), "{ \"run\": ");
        CellState state = store.Find(cell);
        Assert.Equal(CellProgress.Damaged, state.Progress);
        Assert.Contains("summary.json' is damaged", state.Damage);
    }

    [Fact]
    public void Kept_cells_are_known_by_their_settings_and_not_by_the_name_of_their_folder()
    {
        using var toys = new Toys();
        Cell cell = Toys.Cell();
        Toys.Train(cell, toys.At("kept", "any name"));
        var kept = KeptCells.Below([toys.At("kept"), toys.At("nowhere")], Toys.Environments, Toys.Algorithms);
        var store = new CellStore(toys.At("cells"), kept);
        Assert.Equal((1, 0), (kept.Count, kept.Damages.Count));
        Assert.Equal((CellProgress.Finished, toys.At("kept", "any name")), (store.Find(cell).Progress, store.Find(cell).Path));
        Assert.Equal(CellProgress.Missing, store.Find(cell.WithSteps(41)).Progress);
        Assert.Equal(CellProgress.Missing, store.Find(Toys.Cell("learner.lr=0.1")).Progress);
    }

    [Fact]
    public void A_kept_cell_from_before_there_were_versions_is_of_the_first_ones()
    {
        using var toys = new Toys();
        Toys.Train(Toys.Cell(), toys.At("kept", "a"));
        string summary = toys.At("kept", "a", "summary.json");
        JsonObject document = JsonNode.Parse(File.ReadAllText(summary))!.AsObject();
        Assert.True(document.Remove("results"));
        File.WriteAllText(summary, document.ToJsonString());
        var store = new CellStore(toys.At("cells"), KeptCells.Below([toys.At("kept")], Toys.Environments, Toys.Algorithms));
        Assert.Equal(CellProgress.Finished, store.Find(Toys.Cell()).Progress);
    }

    [Fact]
    public void A_kept_cell_that_cannot_be_read_is_named_and_left_out()
    {
        using var toys = new Toys();
        Toys.Train(Toys.Cell(), toys.At("kept", "a"));
        string settings = toys.At("kept", "a", "settings.yaml");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("name: vdn", "name: vdm", StringComparison.Ordinal));
        var kept = KeptCells.Below([toys.At("kept")], Toys.Environments, Toys.Algorithms);
        Assert.Equal(0, kept.Count);
        Assert.Contains("vdm", Assert.Single(kept.Damages));
    }
}
