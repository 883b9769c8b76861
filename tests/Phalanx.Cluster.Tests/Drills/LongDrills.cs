using System.Text.Json.Nodes;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>A study of many cells, in which everything dies once.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class LongDrills : IDisposable
{
    private const string ManyCells = """
        name: drill
        algorithms: [vdn, qmix]
        environments: [matrix/qtran, matrix/two-step]
        seeds: 6
        set:
          training.steps: 3000
          agent.hidden: 8
          checkpoint.interval: 300
          evaluation.interval: 500
        """;

    private readonly Theatre _theatre = new(lease: 5, ManyCells);

    public void Dispose() => _theatre.Dispose();

    [DrillFact]
    public void A_report_over_24_cells_equals_that_of_a_sweep_on_one_machine_though_hub_and_workers_were_killed()
    {
        (ToolMachine hub, ToolMachine[] workers) = _theatre.Begin(2);
        _theatre.Until(() => Done() >= 4, workers);
        workers[0].Kill();
        ToolMachine third = _theatre.StartWorker();
        _theatre.Until(() => Done() >= 10, workers[1], third);
        hub.Kill();
        hub = _theatre.StartHub();
        _theatre.Until(() => Done() >= 14, workers[1], third, hub);
        workers[1].Kill();
        _theatre.StartWorker();
        _theatre.Until(() => Done() == 24, third, hub);

        Directory.CreateDirectory(_theatre.At("local"));
        using var sweep = new ToolMachine(_theatre.At("local"), "sweep ../sweep.yaml --slots 2");
        Assert.Equal(0, sweep.End(TimeSpan.FromSeconds(120)));
        Assert.Equal(Report(_theatre.At("local")), Report(_theatre.Folder));
    }

    private int Done() => _theatre.Standings.Count(cell => cell.Phase == CellPhase.Done);

    /// <summary>The numbers of a report, but for how long it took.</summary>
    private string Report(string folder)
    {
        string[] runs = [.. _theatre.Plan.Cells.Select(cell => Path.Combine(CellStore.DefaultFolder, cell.Cell.Folder))];
        using var report = new ToolMachine(folder, $"report {string.Join(' ', runs)} --out report --json");
        Assert.Equal(0, report.End(TimeSpan.FromSeconds(120)));
        JsonNode numbers = JsonNode.Parse(report.Output)!;
        LeaveTimesOut(numbers);
        return numbers.ToJsonString();
    }

    private static void LeaveTimesOut(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (string time in members.Select(member => member.Key).Where(key => key.Contains("second", StringComparison.Ordinal)).ToArray())
            {
                members.Remove(time);
            }

            foreach ((string _, JsonNode? member) in members)
            {
                LeaveTimesOut(member);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                LeaveTimesOut(item);
            }
        }
    }
}
