using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    private const string Sweep = """
        name: drill
        algorithms: [vdn, qmix]
        environments: [predator-prey]
        seeds: 1
        set:
          training.steps: 24000
          agent.hidden: 8
          learner.batch_episodes: 4
          rollout.environments: 1
          checkpoint.interval: 600
          checkpoint.keep: 3
          evaluation.interval: 4000
          evaluation.episodes: 2
        """;

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);
    private static readonly Lock Once = new();
    private static string? s_undisturbed;

    private readonly List<ToolMachine> _machines = [];
    private readonly int _port = FreePort();

    /// <param name="lease">How long a worker may be silent, in seconds.</param>
    /// <param name="sweep">The study; two small cells by default.</param>
    public Theatre(int lease = 3, string? sweep = null)
    {
        Directory.CreateDirectory(At("cluster"));
        ClusterKey.Make(At("cluster"));
        File.WriteAllText(At("cluster", "cluster.yaml"), $"report_seconds: 0.3\nlease_seconds: {lease}\nupload_seconds: 0.2\nmin_free_bytes: 0\nattempts: 3\n");
        File.WriteAllText(At("sweep.yaml"), sweep ?? Sweep);
        Plan = StudyPlan.Of(SweepFile.Read(At("sweep.yaml")), Environments, Algorithms);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("phalanx-drill-").FullName;

    public StudyPlan Plan { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>What the journal says happened, in order.</summary>
    public IReadOnlyList<JournalEntry> Journal => Studies.Ledgers.Journal.Read(StudyPath);

    /// <summary>How it stands with the cells.</summary>
    public IReadOnlyList<CellStanding> Standings => Ledger.Read(StudyPath, Plan.Cells.Select(cell => cell.Id));

    private string StudyPath => At("studies", Study);

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public ToolMachine Start(string arguments, params (string, string)[] environment)
    {
        var machine = new ToolMachine(Folder, arguments, environment);
        _machines.Add(machine);
        return machine;
    }

    public ToolMachine StartHub(string more = "", params (string, string)[] environment)
    {
        ToolMachine hub = Start($"cluster start --listen {Address} {more}", environment);
        Until(() => hub.Output.Contains("hub at ", StringComparison.Ordinal), hub);
        return hub;
    }

    public ToolMachine BeginWorker(string more = "", params (string, string)[] environment) =>
        Start($"cluster join {Address} --slots 1 --scratch scratch {more}", environment);

    public ToolMachine StartWorker()
    {
        ToolMachine worker = BeginWorker();
        WaitToWork(worker);
        return worker;
    }

    public void WaitToWork(ToolMachine worker) => Until(() => worker.Output.Contains(" works for the hub", StringComparison.Ordinal), worker);

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

    public void Submit() => Assert.Equal(0, Start($"cluster submit sweep.yaml --hub {Address}").End());

    /// <summary>Waits until a cell that a worker has is saved at the hub and not yet near its end; cells are long enough for that on a quick machine.</summary>
    public CellStanding Underway(ToolMachine worker)
    {
        CellStanding? found = null;
        Until(() => (found = Standings.FirstOrDefault(cell => cell.Phase == CellPhase.Leased && cell.Worker == worker.Worker && cell.TEnv is > 0 and < 18000)) is not null, worker);
        return found!;
    }

    public void Until(Func<bool> condition, params ToolMachine[] witnesses)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); Thread.Sleep(20))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"it does not come to that: {string.Join("\n--\n", witnesses.Select(machine => machine.Output))}");
        }
    }

    /// <summary>Waits for the end of the study, and compares what came out with undisturbed runs.</summary>
    public void EndsAsIfUndisturbed()
    {
        Until(() => Standings.All(cell => cell.IsOver), [.. _machines]);
        Assert.All(Standings, cell => Assert.Equal(CellPhase.Done, cell.Phase));
        string undisturbed = Undisturbed();
        foreach (PlannedCell cell in Plan.Cells)
        {
            SameRun(Path.Combine(undisturbed, cell.Id), At(CellStore.DefaultFolder, cell.Cell.Folder));
        }

        NoOldEpochWrote();
    }

    public void Dispose()
    {
        foreach (ToolMachine machine in _machines)
        {
            machine.Dispose();
        }

        try
        {
            Directory.Delete(Folder, recursive: true);
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
            if (s_undisturbed is { } folder)
            {
                Directory.Delete(folder, recursive: true);
                s_undisturbed = null;
            }
        }
    }

    /// <summary>Epochs of a cell only grow, and nothing is committed but under the latest.</summary>
    private void NoOldEpochWrote()
    {
        Dictionary<string, long> latest = [];
        foreach (JournalEntry entry in Journal.Where(entry => entry.Cell is not null))
        {
            if (entry.Kind == JournalKind.Granted)
            {
                Assert.True(entry.Epoch > latest.GetValueOrDefault(entry.Cell!));
                latest[entry.Cell!] = entry.Epoch;
            }
            else if (entry.Kind is JournalKind.Committed or JournalKind.Ended)
            {
                Assert.Equal(latest[entry.Cell!], entry.Epoch);
            }
        }
    }

    /// <summary>Settings, metrics, replay, and every checkpoint that both have; an interrupted run may have others.</summary>
    public static void SameRun(string expected, string actual, string last = "24")
    {
        string[] names = [.. Names(expected), .. Names(actual)];
        string[] both = [.. names.GroupBy(name => name).Where(name => name.Count() == 2).Select(name => name.Key)];
        Assert.All(names.Except(both), name => Assert.StartsWith("checkpoints", name, StringComparison.Ordinal));
        Assert.Contains(both, name => name.StartsWith($"checkpoints/{last}", StringComparison.Ordinal));
        Assert.Contains(both, name => name.StartsWith("replay", StringComparison.Ordinal));
        Assert.All(both, name => Assert.True(
            File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))), $"{name} differs"));

        static IEnumerable<string> Names(string run) => Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(run, path))
            .Where(name => name is "settings.yaml" or "metrics.csv" || name.StartsWith("checkpoints", StringComparison.Ordinal) || name.StartsWith("replay", StringComparison.Ordinal));
    }

    /// <summary>The cells trained in this process with nothing happening to them, once for all drills.</summary>
    private string Undisturbed()
    {
        lock (Once)
        {
            if (s_undisturbed is null)
            {
                string folder = Directory.CreateTempSubdirectory("phalanx-undisturbed-").FullName;
                foreach (PlannedCell cell in Plan.Cells)
                {
                    using var trainer = Trainer.Start(cell.Cell.Settings, Path.Combine(folder, cell.Id), Environments, Algorithms, new TrainerServices { Threads = 1 });
                    trainer.Run(CancellationToken.None);
                }

                s_undisturbed = folder;
            }

            return s_undisturbed;
        }
    }

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
