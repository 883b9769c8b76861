using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Cells whose settings name files, trained by a worker that has none of them.</summary>
[Collection(DrillsOfLoss.Name)]
public sealed class InputDrills : IDisposable
{
    private const string Sweep = """
        name: drill
        algorithms: [vdn]
        environments: [matrix/file]
        seeds: 1
        set:
          env.path: [/nowhere/one.json, /nowhere/two.csv]
          training.steps: 2000
          agent.hidden: 8
          checkpoint.interval: 500
          evaluation.interval: 500
        """;

    private readonly string _tables = Directory.CreateTempSubdirectory("phalanx-tables-").FullName;
    private readonly Theatre _theatre;

    public InputDrills()
    {
        File.WriteAllText(Path.Combine(_tables, "one.json"), """{"payoff": [[1, 0], [0, 2]]}""");
        File.WriteAllText(Path.Combine(_tables, "two.csv"), "1,0\n0,3\n");
        _theatre = new Theatre(sweep: Sweep.Replace("/nowhere", _tables, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _theatre.Dispose();
        Directory.Delete(_tables, recursive: true);
    }

    [DrillFact]
    public void Cells_that_name_files_come_to_the_bits_of_a_local_sweep_and_take_their_files_along()
    {
        Directory.CreateDirectory(_theatre.At("local"));
        using var local = new ToolMachine(_theatre.At("local"), "sweep ../sweep.yaml --slots 2");
        Assert.Equal(0, local.End(TimeSpan.FromSeconds(120)));
        _theatre.StartHub();
        ToolMachine worker = _theatre.StartWorker();
        _theatre.Submit();
        Directory.Move(_tables, $"{_tables}-away"); // no machine has them any more but the hub
        try
        {
            _theatre.Until(() => _theatre.Standings.All(cell => cell.IsOver), worker);
            foreach (PlannedCell cell in _theatre.Plan.Cells)
            {
                string run = Path.Combine(CellStore.DefaultFolder, cell.Cell.Folder);
                SameRuns.Equal(_theatre.At("local", run), _theatre.At(run));
                Assert.Single(Directory.GetFiles(_theatre.At(run, "files")));
            }

            // A run that has its file goes on elsewhere.
            string first = Path.Combine(CellStore.DefaultFolder, _theatre.Plan.Cells[0].Cell.Folder);
            Assert.Equal(0, _theatre.Start($"resume {first} --steps 2200").End(TimeSpan.FromSeconds(60)));
        }
        finally
        {
            Directory.Move($"{_tables}-away", _tables);
        }
    }
}
