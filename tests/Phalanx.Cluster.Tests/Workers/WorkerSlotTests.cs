using System.Diagnostics;
using System.Globalization;
using System.Net;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Tests.Drills;
using Phalanx.Cluster.Tests.Hubs;
using Phalanx.Cluster.Wiring;
using Phalanx.Cluster.Workers;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Cluster.Tests.Workers;

/// <summary>A slot whose child process says that it has stopped, and does not end.</summary>
public sealed class WorkerSlotTests
{
    /// <summary>Longer than a slot waits for its child, and shorter than that lives.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    [DrillFact]
    public async Task A_slot_that_lets_go_of_its_cell_is_free_again()
    {
        await using Machine machine = await Machine.Training();
        machine.Slot.Release();
        Assert.True(SpinWait.SpinUntil(() => machine.Slot.News.Cell is null, Limit));
        Assert.True(machine.Child.WaitForExit(Limit));
    }

    [DrillFact]
    public async Task A_worker_that_ends_leaves_no_child_behind()
    {
        await using Machine machine = await Machine.Training();
        machine.Bench.IsEnding = true;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await machine.Slot.End(deadline.Token).WaitAsync(Limit);
        Assert.True(machine.Child.WaitForExit(Limit));
    }

    /// <summary>A hub, and a slot that has a cell of it, with a child that has read the order.</summary>
    private sealed class Machine : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder;
        private readonly ClusterHub _hub;
        private readonly ClusterKey _key;
        private readonly HubLink _link;

        private Machine(TemporaryFolder folder, ClusterHub hub, ClusterKey key, HubLink link, HubTerms terms)
        {
            (_folder, _hub, _key, _link) = (folder, hub, key, link);
            string script = $"read order; echo $$ > '{folder["child"]}'; cat > /dev/null; echo '{{\"t_env\": 0, \"outcome\": \"Stopped\"}}'; exec sleep 100";
            var options = new WorkerOptions
            {
                Hub = "",
                Key = folder[ClusterKey.WorkerFile],
                Scratch = folder["scratch"],
                Program = () => new ProcessStartInfo("/bin/sh", ["-c", script]),
            };
            Bench = new WorkerBench(options, "a", link, terms, _ => { });
            Slot = new WorkerSlot(0, Bench);
        }

        public WorkerBench Bench { get; }

        public WorkerSlot Slot { get; }

        public Process Child { get; private set; } = new();

        public static async Task<Machine> Training()
        {
            var folder = new TemporaryFolder();
            ClusterKey.Make(folder.Path);
            var key = ClusterKey.ReadWorker(folder[ClusterKey.WorkerFile]);
            var listen = new IPEndPoint(IPAddress.Loopback, FreePort.Find());
            ClusterHub hub = await ClusterHub.Start(
                new HubOptions { Listen = listen, Folder = folder.Path, Studies = folder["studies"], Cells = folder["cells"], Settings = new ClusterSettings { MinFreeBytes = 0 } },
                ToyDesk.Environments, ToyDesk.Algorithms, _ => { });
            var link = new HubLink(listen.ToString(), key, log: null);
            await link.Connect();
            var machine = new Machine(folder, hub, key, link, await link.Hub(hub => hub.Terms()));
            await machine.Begin();
            return machine;
        }

        public async ValueTask DisposeAsync()
        {
            Child.Dispose();
            Bench.Dispose();
            await _link.DisposeAsync();
            await _hub.DisposeAsync();
            _key.Dispose();
            _folder.Dispose();
        }

        private async Task Begin()
        {
            Assert.True((await _link.Hub(hub => hub.Submit(new StudyPart(ToyDesk.Study, 0, 1, 0, [SettingsYaml.Write(ToyDesk.Settings(0))])))).Taken);
            Assert.True((await _link.Hub(hub => hub.Join(new WorkerHello("a", ToyDesk.Wide, 1, long.MaxValue)))).Taken);
            Orders orders = await _link.Hub(hub => hub.Report(new WorkerReport("a", true, null, [ToyDesk.Free(0)])));
            Slot.Start(orders.Slots.Single().Start!);
            string child = _folder["child"];
            Assert.True(SpinWait.SpinUntil(() => File.Exists(child) && File.ReadAllText(child).EndsWith('\n'), Limit));
            Child = Process.GetProcessById(int.Parse(File.ReadAllText(child), CultureInfo.InvariantCulture));
        }
    }
}
