using System.Text.Json.Nodes;
using Phalanx.Cluster.Clients;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Disks of 12 MB fill up, a worker's and the hub's: that costs time alone.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class FullDiskDrills : IDisposable
{
    private const int Megabytes = 12;
    private const string Common = "report_seconds: 0.3\nupload_seconds: 0.2\nattempts: 2\n";

    private Theatre? _theatre;

    public void Dispose() => _theatre?.Dispose();

    [SmallDiskFact]
    public void A_worker_whose_disk_fills_up_gives_its_cell_back_and_none_of_its_snapshots_is_lost()
    {
        Theatre theatre = _theatre = new Theatre(settings: Common + "min_free_bytes: 0\n");
        theatre.Mount("small", Megabytes);
        theatre.StartHub();
        ToolMachine small = theatre.StartWorker(scratch: "small");
        theatre.Submit();
        theatre.Until(() => GivenBack(theatre).Any(), small);
        JournalEntry fault = GivenBack(theatre).First();
        Assert.Contains("no space is left on the disk", fault.Message, StringComparison.Ordinal);
        Assert.Contains("a slot met a fault of the machine", theatre.Status(), StringComparison.Ordinal);

        ToolMachine other = theatre.StartWorker();
        theatre.EndsAsIfUndisturbed();
        Assert.Contains($"{fault.Cell}: goes on from t_env", other.Output, StringComparison.Ordinal);
        Assert.All(theatre.Standings, cell => Assert.Equal((other.Worker, 0), (cell.Worker, cell.Failures)));
    }

    [SmallDiskFact]
    public void A_worker_whose_disk_is_read_only_from_one_moment_to_the_next_gives_its_cell_back()
    {
        Theatre theatre = _theatre = new Theatre(settings: Common + "min_free_bytes: 0\n", sweep: Sweeps.SmallCells);
        SmallDisk disk = theatre.Mount("small", Megabytes);
        theatre.StartHub();
        ToolMachine small = theatre.StartWorker(scratch: "small");
        theatre.Submit();
        theatre.Underway(small);
        disk.MakeReadOnly();
        theatre.Until(() => GivenBack(theatre).Any(), small);
        Assert.Contains("read-only", GivenBack(theatre).First().Message, StringComparison.Ordinal);
        theatre.StartWorker();
        theatre.EndsAsIfUndisturbed();
    }

    [SmallDiskFact]
    public void A_worker_with_less_space_than_is_asked_for_takes_no_cell_until_there_is_more()
    {
        Theatre theatre = _theatre = new Theatre(settings: Common + "min_free_bytes: 4000000\n", sweep: Sweeps.SmallCells);
        SmallDisk disk = theatre.Mount("small", Megabytes);
        disk.Fill(butFor: 3_500_000);
        theatre.StartHub();
        ToolMachine small = theatre.StartWorker(scratch: "small");
        theatre.Submit();
        Thread.Sleep(2000);
        Assert.DoesNotContain(theatre.Journal, entry => entry.Kind == JournalKind.Granted);
        Assert.Contains("its disk is full", theatre.Status(), StringComparison.Ordinal);
        disk.Empty();
        theatre.EndsAsIfUndisturbed();
        Assert.DoesNotContain("its disk is full", theatre.Status(), StringComparison.Ordinal);
    }

    [SmallDiskFact]
    public void A_hub_with_less_space_than_is_asked_for_takes_no_snapshot_and_workers_train_on_and_ask_again()
    {
        Theatre theatre = _theatre = new Theatre(settings: Common + "min_free_bytes: 4000000\n", sweep: Sweeps.SmallCells) { HubFolder = "small" };
        SmallDisk disk = theatre.Mount("small", Megabytes);
        (_, ToolMachine[] workers) = theatre.Begin(2);
        theatre.Underway(workers[0]);
        disk.Fill(butFor: 3_500_000);
        int commits = Commits(theatre);
        theatre.Until(() => TrainedAndNotDone(theatre) == 2, workers);
        Thread.Sleep(2000);
        Assert.InRange(Commits(theatre), commits, commits + 2); // what was on its way
        disk.Empty();
        theatre.EndsAsIfUndisturbed();
        Assert.All(theatre.Standings, cell => Assert.Equal(1, cell.Epoch));
    }

    [SmallDiskFact]
    public async Task A_hub_whose_disk_is_full_to_the_last_byte_still_notes_what_happens()
    {
        Theatre theatre = _theatre = new Theatre(settings: Common + "min_free_bytes: 0\n", sweep: Sweeps.SmallCells) { HubFolder = "small" };
        SmallDisk disk = theatre.Mount("small", Megabytes);
        (_, ToolMachine[] workers) = theatre.Begin(2);
        theatre.Underway(workers[0]);
        disk.Fill(butFor: 0);
        workers[0].Kill();
        theatre.Until(() => theatre.Journal.Any(entry => entry.Kind == JournalKind.Expired), workers[1]);

        // More lines than fit into what the file's last block had left.
        await using (ClusterClient client = await ClusterClient.Connect(theatre.Address, theatre.At("cluster", "worker.key")))
        {
            string last = theatre.Plan.Cells[^1].Id;
            for (int word = 0; word < 60; word++)
            {
                await client.Cancel(Theatre.Study, last);
                await client.Retry(Theatre.Study, last, fromStart: false);
            }
        }

        Assert.True(theatre.Journal.Count(entry => entry.Kind is JournalKind.Cancelled or JournalKind.Retried) > 100);
        disk.Empty();
        theatre.EndsAsIfUndisturbed();
    }

    private static IEnumerable<JournalEntry> GivenBack(Theatre theatre) => theatre.Journal.Where(entry => entry.Outcome == SlotOutcome.MachineFault);

    private static int Commits(Theatre theatre) => theatre.Journal.Count(entry => entry.Kind == JournalKind.Committed);

    /// <summary>How many cells their workers have at their end, and the hub not.</summary>
    private static int TrainedAndNotDone(Theatre theatre) => JsonNode.Parse(theatre.Status("--json"))!["studies"]![0]!["running"]!.AsArray()
        .Count(cell => cell!["t_env"]!.GetValue<long>() >= cell["steps"]!.GetValue<long>());
}
