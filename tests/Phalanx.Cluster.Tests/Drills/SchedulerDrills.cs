using System.Text.Json.Nodes;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Studies that batch schedulers run, cell by cell.</summary>
[Collection(OneDrillAtATime.Name)]
[Trait("Category", "Slow")]
public sealed class SchedulerDrills : IDisposable
{
    private readonly Theatre _theatre = new(lease: 10, Sweeps.LongCells) { Patience = TimeSpan.FromMinutes(15) };
    private SlurmNode? _slurm;

    public void Dispose()
    {
        _slurm?.Dispose();
        _theatre.Dispose();
    }

    [RootDrillFact(SlurmNode.Needed)]
    public void A_study_goes_from_Slurm_to_a_hub_and_back_and_ends_as_if_undisturbed()
    {
        SlurmNode slurm = _slurm = new SlurmNode(_theatre.At("slurm"));
        _theatre.Until(() => slurm.IsReady);
        ToolMachine script = _theatre.Start("sweep sweep.yaml --sbatch");
        Assert.Equal(0, script.End());
        File.WriteAllText(_theatre.At("job.sh"), script.Output + "\n");

        // Slurm begins it. A job that is more urgent takes the processors away, and the study is queued again by itself.
        string first = Submit(slurm, "--partition=low", "job.sh");
        _theatre.Until(() => Attempts(1).All(HasCheckpoint));
        string urgent = Submit(slurm, "--partition=high", "--cpus-per-task=2", "--wrap=sleep 2");
        _theatre.Until(() => slurm.StatesOf(urgent).Length == 0);
        _theatre.Until(() =>
        {
            slurm.Run("scontrol", "update", $"JobId={first}", "StartTime=now"); // Slurm waits two minutes by itself
            return Attempts(2).All(HasCheckpoint);
        });
        slurm.Run("scancel", first); // which ends it for good, though the script hears the same signal as before
        _theatre.Until(() => slurm.StatesOf(first).Length == 0);

        // A hub goes on with it, from where Slurm came to.
        (ToolMachine hub, ToolMachine[] workers) = _theatre.Begin(2);
        _theatre.Until(() => _theatre.Standings.All(cell => _theatre.Journal.Count(entry => entry.Kind == JournalKind.Committed && entry.Cell == cell.Cell) > 3), workers);
        Assert.All(workers, worker => Assert.Contains("goes on from t_env", worker.Output, StringComparison.Ordinal));
        foreach (ToolMachine machine in (ToolMachine[])[.. workers, hub])
        {
            machine.Signal("INT");
            Assert.Equal(130, machine.End());
        }

        Assert.All(_theatre.Standings, cell => Assert.Equal(CellPhase.Waiting, cell.Phase));

        // And Slurm ends it, in another job that is told once that its time is over, and queues itself again.
        string second = Submit(slurm, "--partition=low", "job.sh");
        _theatre.Until(() => Attempts(4).All(HasCheckpoint));
        slurm.Run("scancel", "--signal=TERM", "--batch", second);
        _theatre.Until(() => slurm.StatesOf(second).All(state => state == "PENDING"));
        Assert.Equal(2, slurm.StatesOf(second).Length);
        Thread.Sleep(2000); // a node takes no job again in the second in which it ended there
        _theatre.Until(() =>
        {
            slurm.Run("scontrol", "update", $"JobId={second}", "StartTime=now");
            return slurm.StatesOf(second).All(state => state == "RUNNING");
        });
        _theatre.Until(() => slurm.StatesOf(second).Length == 0);
        Assert.All(_theatre.Plan.Cells, cell => Assert.True(Directory.Exists(_theatre.PathOf(cell)), File.ReadAllText(_theatre.At($"drill-{cell.Index}.out"))));
        _theatre.EqualsUndisturbed();
        Assert.All(_theatre.Plan.Cells, cell => Assert.InRange(Starts(cell), 5, 10));
        _theatre.StartHub();
        Assert.Contains("2 of 2 cells done", _theatre.Status(), StringComparison.Ordinal);
    }

    /// <summary>As a pod of Kubernetes runs its cell, whose number is in a variable.</summary>
    [DrillFact]
    public void A_cell_alone_is_run_by_its_number_and_again_when_its_pod_was_evicted()
    {
        foreach (PlannedCell cell in _theatre.Plan.Cells)
        {
            using ToolMachine evicted = Pod(cell.Index);
            _theatre.Until(() => HasCheckpoint(Attempt(cell, 1)), evicted);
            evicted.Signal("TERM");
            Assert.Equal(130, evicted.End());
            using ToolMachine next = Pod(cell.Index);
            Assert.Equal(0, next.End(TimeSpan.FromMinutes(5)));
            Assert.Equal(2, Starts(cell));
        }

        _theatre.EqualsUndisturbed();
    }

    private ToolMachine Pod(int index) => new(
        _theatre.Folder, $"sweep sweep.yaml --cell {index}", network: null, ("JOB_COMPLETION_INDEX", index.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private string Submit(SlurmNode slurm, params string[] arguments)
    {
        string programs = _theatre.At("programs");
        Directory.CreateDirectory(programs);
        string tool = Path.Combine(programs, "phalanx");
        File.WriteAllText(tool, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "phalanx.dll")}' \"$@\"\n");
        Shell.Run("chmod", "0755", tool);
        return slurm.Submit(_theatre.Folder, programs, arguments);
    }

    private string[] Attempts(int number) => [.. _theatre.Plan.Cells.Select(cell => Attempt(cell, number))];

    private string Attempt(PlannedCell cell, int number) =>
        _theatre.At("studies", Theatre.Study, "attempts", cell.Id, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>How often a cell was begun or gone on with.</summary>
    private int Starts(PlannedCell cell) => JsonNode.Parse(File.ReadAllText(Path.Combine(_theatre.PathOf(cell), "machine.json")))!["attempts"]!.AsArray().Count;

    private static bool HasCheckpoint(string attempt) => Directory.Exists(Path.Combine(attempt, "checkpoints")) && Directory.EnumerateDirectories(Path.Combine(attempt, "checkpoints")).Count() > 1;
}
