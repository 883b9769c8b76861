using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Phalanx.Cluster.Keys;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Training;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>
/// A cluster of processes on this machine, in a folder of its own and on a port of its own, with a study of two small cells. What comes out is compared
/// byte for byte with the same cells trained undisturbed.
/// </summary>
internal sealed class Theatre : IDisposable
{
    public const string Study = "drill";

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    private static readonly Lock Once = new();
    private static readonly Dictionary<string, string> UndisturbedFolders = [];

    private readonly List<ToolMachine> _machines = [];
    private readonly List<SmallDisk> _disks = [];
    private readonly int _port = FreePort.Find();

    /// <param name="lease">How long a worker may be silent, in seconds.</param>
    /// <param name="sweep">The study; two small cells by default.</param>
    /// <param name="settings">Those of the cluster.</param>
    public Theatre(int lease = 3, string? sweep = null, string settings = "report_seconds: 0.3\nupload_seconds: 0.2\nmin_free_bytes: 0\nattempts: 3\n")
    {
        Directory.CreateDirectory(At("cluster"));
        ClusterKey.Make(At("cluster"));
        File.WriteAllText(At("cluster", "cluster.yaml"), $"{settings}lease_seconds: {lease}\n");
        Grow(sweep ?? Sweeps.TwoCells);
    }

    /// <summary>How long it waits for one thing; slow drills on a machine that is full of work need more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>Where the hub runs, in the theatre's folder.</summary>
    public string HubFolder { get; init; } = ".";

    /// <summary>The address of the hub.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The network of the hub, and of all that is not told to be in another; null for that of the tests.</summary>
    public string? Network { get; init; }

    /// <summary>Whether the folder stays.</summary>
    public bool IsKept { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("phalanx-drill-").FullName;

    public StudyPlan Plan { get; private set; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Host}:{_port}");

    /// <summary>What the journal says happened, in order.</summary>
    public IReadOnlyList<JournalEntry> Journal => Studies.Ledgers.Journal.Read(StudyPath);

    /// <summary>How it stands with the cells.</summary>
    public IReadOnlyList<CellStanding> Standings => Ledger.Read(StudyPath, Plan.Cells.Select(cell => cell.Id));

    private string StudyPath => At(HubFolder, "studies", Study);

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Where a cell lies when it is done.</summary>
    public string PathOf(PlannedCell cell) => At(HubFolder, CellStore.DefaultFolder, cell.Cell.Folder);

    /// <summary>Writes the study's file anew, with more cells.</summary>
    [MemberNotNull(nameof(Plan))]
    public void Grow(string sweep)
    {
        File.WriteAllText(At("sweep.yaml"), sweep);
        Plan = StudyPlan.Of(SweepFile.Read(At("sweep.yaml")), Environments, Algorithms);
    }

    public ToolMachine Start(string arguments, params (string, string)[] environment) => StartIn(".", arguments, environment);

    public ToolMachine StartIn(string folder, string arguments, params (string, string)[] environment) => StartIn(folder, Network, arguments, environment);

    private ToolMachine StartIn(string folder, string? network, string arguments, params (string, string)[] environment)
    {
        var machine = new ToolMachine(At(folder), arguments, network, environment);
        _machines.Add(machine);
        return machine;
    }

    public ToolMachine StartHub(string more = "", params (string, string)[] environment)
    {
        ToolMachine hub = StartIn(HubFolder, $"cluster start --listen {Address} --folder {At("cluster")} {more}", environment);
        Until(() => hub.Output.Contains("hub at ", StringComparison.Ordinal), hub);
        return hub;
    }

    public ToolMachine BeginWorker(string more = "", params (string, string)[] environment) => BeginWorkerOn("scratch", more, environment);

    public ToolMachine BeginWorkerIn(string network) => StartIn(".", network, $"cluster join {Address} --slots 1 --scratch scratch");

    public ToolMachine BeginWorkerOn(string scratch, string more = "", params (string, string)[] environment) =>
        Start($"cluster join {Address} --slots 1 --scratch {scratch} {more}", environment);

    public ToolMachine StartWorker(string more = "", string scratch = "scratch")
    {
        ToolMachine worker = BeginWorkerOn(scratch, more);
        WaitToWork(worker);
        return worker;
    }

    public void WaitToWork(ToolMachine worker) => Until(() => worker.HasJoined, worker);

    /// <summary>A hub, workers, and the study given to them.</summary>
    public (ToolMachine Hub, ToolMachine[] Workers) Begin(int workers)
    {
        ToolMachine hub = StartHub();
        ToolMachine[] started = [.. Enumerable.Range(0, workers).Select(_ => BeginWorker())];
        foreach (ToolMachine worker in started)
        {
            WaitToWork(worker);
        }

        Submit();
        return (hub, started);
    }

    public void Submit() => Assert.Equal(0, BeginSubmission().End());

    public ToolMachine BeginSubmission() => Start($"cluster submit sweep.yaml --hub {Address}");

    /// <summary>A small disk in the theatre's folder, which goes with the theatre.</summary>
    public SmallDisk Mount(string folder, int megabytes)
    {
        Directory.CreateDirectory(At(folder));
        SmallDisk disk = SmallDisk.TryMount(At(folder), (long)megabytes << 20)!;
        _disks.Add(disk);
        return disk;
    }

    /// <summary>What <c>cluster status</c> says.</summary>
    public string Status(string more = "")
    {
        ToolMachine status = Start($"cluster status --hub {Address} {more}");
        Assert.Equal(0, status.End());
        return status.Output;
    }

    /// <summary>Waits until a cell that a worker has is saved at the hub and not yet near its end; cells are long enough for that on a quick machine.</summary>
    public CellStanding Underway(ToolMachine worker)
    {
        CellStanding? found = null;
        Until(() => (found = Standings.FirstOrDefault(cell => cell.Phase == CellPhase.Leased && cell.Worker == worker.Worker && cell.TEnv > 0 && cell.TEnv < 7 * Sweeps.Steps / 8)) is not null, worker);
        return found!;
    }

    public void Until(Func<bool> condition, params ToolMachine[] witnesses)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); Thread.Sleep(20))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"it does not come to that: {string.Join("\n--\n", witnesses.Select(machine => machine.Output))}");
        }
    }

    /// <summary>Waits for the end of the study, and compares what came out with undisturbed runs.</summary>
    public void EndsAsIfUndisturbed()
    {
        Until(() => Standings.All(cell => cell.IsOver), [.. _machines]);
        Assert.All(Standings, cell => Assert.Equal(CellPhase.Done, cell.Phase));
        EqualsUndisturbed();
        SameRuns.NoOldEpochWrote(Journal);
    }

    /// <summary>Compares the finished cells with undisturbed runs.</summary>
    public void EqualsUndisturbed()
    {
        string undisturbed = Undisturbed();
        foreach (PlannedCell cell in Plan.Cells)
        {
            SameRuns.Equal(Path.Combine(undisturbed, cell.Id), PathOf(cell));
        }
    }

    public void Dispose()
    {
        foreach (ToolMachine machine in _machines)
        {
            machine.Dispose();
        }

        _disks.ForEach(disk => disk.Dispose());
        try
        {
            if (!IsKept)
            {
                Directory.Delete(Folder, recursive: true);
            }
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // A process that was just killed may still hold something.
        }
    }

    /// <summary>Deletes the runs that nothing happened to.</summary>
    public static void DeleteUndisturbed()
    {
        lock (Once)
        {
            foreach (string folder in UndisturbedFolders.Values)
            {
                Directory.Delete(folder, recursive: true);
            }

            UndisturbedFolders.Clear();
        }
    }

    /// <summary>The cells trained in this process with nothing happening to them, once for all drills of a study.</summary>
    private string Undisturbed()
    {
        lock (Once)
        {
            string sweep = File.ReadAllText(At("sweep.yaml"));
            if (!UndisturbedFolders.TryGetValue(sweep, out string? folder))
            {
                folder = Directory.CreateTempSubdirectory("phalanx-undisturbed-").FullName;
                foreach (PlannedCell cell in Plan.Cells)
                {
                    using var trainer = Trainer.Start(cell.Cell.Settings, Path.Combine(folder, cell.Id), Environments, Algorithms, new TrainerServices { Threads = 1 });
                    trainer.Run(CancellationToken.None);
                }

                UndisturbedFolders[sweep] = folder;
            }

            return folder;
        }
    }
}
