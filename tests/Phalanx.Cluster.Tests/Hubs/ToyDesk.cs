using System.Net;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>A hub without an engine, in a folder of its own and on a clock that is moved, with a study of small cells and workers that are asked by hand.</summary>
internal sealed class ToyDesk : IDisposable
{
    public const string Study = "toys";

    public static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    public static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    public static readonly WireClass Wide = new("1", "512", "10", "x64", "aaaaaaaa");

    private readonly TemporaryFolder _folder = new();

    public ToyDesk() => Desk = NewDesk(minFreeBytes: 0);

    public HubDesk Desk { get; private set; }

    public VirtualTime Clock { get; } = new();

    public string this[string name] => _folder[name];

    public static SlotNews Free(int slot) => new(slot, null, null, 0, 0, 0, null, null);

    public static SlotNews Busy(int slot, CellOrder order) => new(slot, order.Study, order.Cell, order.Epoch, 10, 1, null, null);

    public static RunSettings Settings(ulong seed) => Resolve(new RunRequest
    {
        Algorithm = "vdn",
        Environment = "matrix/qtran",
        Seed = seed,
        Set = ["training.steps=40", "agent.hidden=4"],
    });

    public static RunSettings Resolve(RunRequest request) => new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf).Resolve(request).Run;

    public static void Train(RunSettings settings, string folder)
    {
        using var trainer = Trainer.Start(settings, folder, Environments, Algorithms);
        trainer.Run(CancellationToken.None);
    }

    public string At(params string[] parts) => _folder.At(parts);

    /// <summary>The hub ends and is started again.</summary>
    public void Reopen(long minFreeBytes = 0)
    {
        Desk.Dispose();
        Desk = NewDesk(minFreeBytes);
    }

    public WireAnswer Join(string name) => Desk.Join(new WorkerHello(name, Wide, 1, long.MaxValue));

    public WireAnswer JoinSharing(string name) => Desk.Join(new WorkerHello(name, Wide, 1, long.MaxValue, File.ReadAllText(At("studies", ".nonce"))));

    public Orders Report(string name, SlotNews news) => Desk.Report(new WorkerReport(name, true, null, [news]));

    /// <summary>The cell that a free worker is given.</summary>
    public CellOrder Take(string name) => Report(name, Free(0)).Slots.Single().Start!;

    public CellDesk FilesOf(CellOrder order) => Desk.FilesOf($"{order.Study}/{order.Cell}")!;

    public StudyStatus Submit(int cells)
    {
        // In two parts, where there are two cells.
        for (int cell = 0; cell < cells; cell++)
        {
            WireAnswer answer = Desk.Submit(new StudyPart(Study, 0, cells, cell, [SettingsYaml.Write(Settings((ulong)cell))]));
            Assert.True(answer.Taken, answer.Sentence);
        }

        return Desk.Status().Studies.Single();
    }

    /// <summary>Workers that are not heard of lose their cells.</summary>
    public void PassLease()
    {
        Clock.Move(TimeSpan.FromSeconds(61));
        Desk.Expire();
    }

    /// <summary>Sends a run, as the worker of an order does.</summary>
    public async Task<WireAnswer> Send(CellOrder order, string run, bool done)
    {
        CellDesk files = FilesOf(order);
        LiveSnapshot snapshot = LiveSnapshot.Take(run)!;
        await RunTransfer.Send(snapshot, files.Committed(), (name, offset, bytes) =>
        {
            Assert.True(files.Write(order.Epoch, name, offset, bytes.Span).Taken);
            return Task.CompletedTask;
        }, 4096, default);
        return files.Commit(order.Epoch, snapshot.Manifest, done);
    }

    public void Dispose()
    {
        Desk.Dispose();
        _folder.Dispose();
    }

    private HubDesk NewDesk(long minFreeBytes) => new(
        new HubOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 1),
            Folder = _folder["cluster"],
            Studies = _folder["studies"],
            Cells = _folder["cells"],
            Settings = new ClusterSettings { MinFreeBytes = minFreeBytes },
        },
        Environments,
        Algorithms,
        _ => { },
        Clock);
}
