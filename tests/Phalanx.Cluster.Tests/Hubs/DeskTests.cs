using System.Net;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>A hub without an engine, on a clock that is moved, with a study of toys and workers that are calls.</summary>
public abstract class DeskTests : IDisposable
{
    protected const string Study = "toys";

    private protected static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private protected static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    private protected static readonly WireClass Wide = new("1", "512", "10", "x64", "aaaaaaaa");

    protected DeskTests() => Desk = NewDesk();

    private protected TemporaryFolder Folder { get; } = new();

    private protected VirtualTime Clock { get; } = new();

    private protected HubDesk Desk { get; set; }

    public void Dispose()
    {
        Desk.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static SlotNews Free(int slot) => new(slot, null, null, 0, 0, 0, null, null);

    private protected static SlotNews Busy(int slot, CellOrder order) => new(slot, order.Study, order.Cell, order.Epoch, 10, 1, null, null);

    private protected static RunSettings Settings(ulong seed) => Resolve(new RunRequest
    {
        Algorithm = "vdn",
        Environment = "matrix/qtran",
        Seed = seed,
        Set = ["training.steps=40", "agent.hidden=4"],
    });

    private protected static RunSettings Resolve(RunRequest request) => new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf).Resolve(request).Run;

    private protected HubDesk NewDesk(long minFreeBytes = 0) => new(
        new HubOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 1),
            Folder = Folder["cluster"],
            Studies = Folder["studies"],
            Cells = Folder["cells"],
            Settings = new ClusterSettings { MinFreeBytes = minFreeBytes },
        },
        Environments,
        Algorithms,
        _ => { },
        Clock);

    private protected WireAnswer Join(string name) => Desk.Join(new WorkerHello(name, Wide, 1, long.MaxValue));

    private protected Orders Report(string name, SlotNews news) => Desk.Report(new WorkerReport(name, true, null, [news]));

    private protected StudyStatus Submit(int cells)
    {
        // In two parts, where there are two cells.
        for (int cell = 0; cell < cells; cell++)
        {
            WireAnswer answer = Desk.Submit(new StudyPart(Study, 0, cells, cell, [SettingsYaml.Write(Settings((ulong)cell))]));
            Assert.True(answer.Taken, answer.Sentence);
        }

        return Desk.Status().Studies.Single();
    }

    private protected sealed class VirtualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Move(TimeSpan time) => _ticks += time.Ticks;
    }
}
