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
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;
using Phalanx.Studies.Transfers;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>What a hub answers, without an engine, on a clock that is moved.</summary>
public sealed class HubDeskTests : IDisposable
{
    private const string Study = "toys";

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();
    private static readonly AlgorithmRegistry Algorithms = AlgorithmRegistry.WithBuiltIns();
    private static readonly WireClass Wide = new("1", "512", "10", "x64", "aaaaaaaa");

    private readonly TemporaryFolder _folder = new();
    private readonly VirtualTime _clock = new();
    private HubDesk _desk;

    public HubDeskTests() => _desk = NewDesk();

    public void Dispose()
    {
        _desk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_worker_of_another_class_is_refused_by_a_sentence_that_names_both()
    {
        Assert.True(Join("a").Taken);
        WireAnswer answer = _desk.Join(new WorkerHello("b", Wide with { Simd = "256", Probe = "bbbbbbbb" }, 1, long.MaxValue));
        Assert.False(answer.Taken);
        Assert.Equal(
            "this machine computes other bits than the study: here it is kernels 256, .NET 10, x64, probe bbbbbbbb, build 1, "
            + "and the study has kernels 512, .NET 10, x64, probe aaaaaaaa, build 1; start the hub with --simd 256, or fewer bits, for all to be alike",
            answer.Sentence);
        Assert.False(_desk.Join(new WorkerHello("b", Wide with { Probe = "cccccccc" }, 1, long.MaxValue)).Taken);
        Assert.False(_desk.Join(new WorkerHello("b", Wide with { Build = "2" }, 1, long.MaxValue)).Taken);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("../x", 1)]
    [InlineData("a\nb", 1)]
    [InlineData("a", 0)]
    [InlineData("a", 1001)]
    public void A_worker_that_cannot_be_one_is_refused(string name, int slots) => Assert.False(_desk.Join(new WorkerHello(name, Wide, slots, 1)).Taken);

    [Fact]
    public void An_order_whose_answer_was_lost_is_given_again_by_the_same_epoch()
    {
        Submit(1);
        Join("a");
        CellOrder first = Report("a", Free(0)).Slots.Single().Start!;
        CellOrder again = Report("a", Free(0)).Slots.Single().Start!;
        Assert.Equal((first.Cell, first.Epoch), (again.Cell, again.Epoch));
        Assert.Empty(Report("a", Busy(0, first)).Slots);
        Assert.Single(_desk.Status().Studies.Single().Shown);
    }

    [Fact]
    public void A_hub_that_was_started_again_lets_workers_introduce_themselves_and_go_on()
    {
        Submit(2);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        _desk.Dispose();
        _desk = NewDesk();
        Assert.False(Report("a", Busy(0, order)).Known);
        Join("a");
        Orders orders = Report("a", Busy(0, order));
        Assert.True(orders.Known);
        Assert.Empty(orders.Slots);
    }

    [Fact]
    public void A_worker_that_was_silent_hears_that_it_shall_stop_and_its_cell_goes_to_another()
    {
        Submit(1);
        Join("a");
        Join("b");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        _clock.Move(TimeSpan.FromSeconds(61));
        _desk.Expire();
        CellOrder next = Report("b", Free(0)).Slots.Single().Start!;
        Assert.Equal((order.Cell, order.Epoch + 1), (next.Cell, next.Epoch));
        Assert.Equal(new SlotDirective(0, true, null), Report("a", Busy(0, order)).Slots.Single());
        Assert.True(_desk.FilesOf($"{Study}/{order.Cell}")!.Write(order.Epoch, "settings.yaml", 0, [1]).Stale);
        Assert.True(_desk.FilesOf($"{Study}/{order.Cell}")!.Commit(order.Epoch, RunManifest.Empty, false).Stale);
    }

    [Fact]
    public void Cells_that_do_not_fit_into_a_slots_memory_and_workers_that_take_none_get_none()
    {
        Submit(1);
        _desk.Join(new WorkerHello("small", Wide, 1, 10));
        Assert.Empty(Report("small", Free(0)).Slots);
        Join("a");
        Assert.Empty(_desk.Report(new WorkerReport("a", false, "its disk is full", [Free(0)])).Slots);
        Assert.Equal("its disk is full", _desk.Status().Workers.Single(worker => worker.Name == "a").Note);
        Assert.Single(Report("a", Free(0)).Slots);
    }

    [Fact]
    public void A_cell_that_is_refused_is_given_up_and_waits_again_when_a_user_says_so()
    {
        Submit(1);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        Assert.True(Report("a", Busy(0, order) with { Outcome = SlotOutcome.UserError, Message = "no" }).Slots.Single().Stop);
        StudyStatus study = _desk.Status().Studies.Single();
        Assert.True(study.IsOver);
        Assert.Equal(("failed", "no"), (study.Shown.Single().Phase, study.Shown.Single().Message));
        Assert.Empty(Report("a", Free(0)).Slots);
        Assert.Equal("1 cells wait again", _desk.Retry(Study, null, fromStart: false).Sentence);
        Assert.Single(Report("a", Free(0)).Slots);
    }

    [Fact]
    public void A_study_that_is_taken_out_stops_and_a_name_that_is_none_is_refused()
    {
        Submit(2);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        Assert.Equal("2 cells taken out", _desk.Cancel(Study, null).Sentence);
        Assert.True(Report("a", Busy(0, order)).Slots.Single().Stop);
        Assert.False(_desk.Cancel("toy", null).Taken);
        Assert.Contains("'toys'", _desk.Cancel("toy", null).Sentence, StringComparison.Ordinal);
        Assert.False(_desk.Cancel(Study, "0009-x-0").Taken);
    }

    [Fact]
    public async Task Snapshots_that_come_make_the_cell_when_it_is_done()
    {
        Submit(1);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        using (var trainer = Trainer.Start(Settings(0), _folder["run"], Environments, Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        CellDesk files = _desk.FilesOf($"{Study}/{order.Cell}")!;
        LiveSnapshot snapshot = LiveSnapshot.Take(_folder["run"])!;
        await RunTransfer.Send(snapshot, files.Committed(), (name, offset, bytes) =>
        {
            Assert.True(files.Write(order.Epoch, name, offset, bytes.Span).Taken);
            return Task.CompletedTask;
        }, 4096, default);
        Assert.True(files.Commit(order.Epoch, snapshot.Manifest, done: true).Taken);
        Assert.Equal(1, _desk.Status().Studies.Single().Done);
        Assert.Equal(snapshot.Manifest.Files, files.Committed().Files);

        // Another hub over the same folders finds it done, also without the journal.
        _desk.Dispose();
        File.Delete(Journal.PathIn(_folder.At("studies", Study)));
        File.WriteAllText(Journal.PathIn(_folder.At("studies", Study)), "");
        _desk = NewDesk();
        Assert.Equal(1, _desk.Status().Studies.Single().Done);
    }

    /// <summary>The first worker vanished before its first snapshot was whole.</summary>
    [Fact]
    public async Task A_snapshot_of_a_second_worker_is_found_after_a_restart()
    {
        Submit(1);
        Join("a");
        Join("b");
        CellOrder first = Report("a", Free(0)).Slots.Single().Start!;
        Assert.True(_desk.FilesOf($"{Study}/{first.Cell}")!.Write(first.Epoch, "replay/episodes-000000000000.bin", 0, new byte[100_000]).Taken);
        _clock.Move(TimeSpan.FromSeconds(61));
        _desk.Expire();
        CellOrder second = Report("b", Free(0)).Slots.Single().Start!;
        using (var trainer = Trainer.Start(Settings(0), _folder["run"], Environments, Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        CellDesk files = _desk.FilesOf($"{Study}/{second.Cell}")!;
        LiveSnapshot snapshot = LiveSnapshot.Take(_folder["run"])!;
        await RunTransfer.Send(snapshot, files.Committed(), (name, offset, bytes) =>
        {
            Assert.True(files.Write(second.Epoch, name, offset, bytes.Span).Taken);
            return Task.CompletedTask;
        }, 4096, default);
        Assert.True(files.Commit(second.Epoch, snapshot.Manifest, done: false).Taken);
        _desk.Dispose();
        _desk = NewDesk();
        Assert.Equal(snapshot.Manifest.Files, _desk.FilesOf($"{Study}/{second.Cell}")!.Committed().Files);
        Assert.Equal(["2"], Directory.GetDirectories(_folder.At("studies", Study, "attempts", second.Cell)).Select(Path.GetFileName));
    }

    /// <summary>A study that a scheduler began goes on under a hub, from its newest attempt and under a later number.</summary>
    [Fact]
    public void What_another_attempt_trained_of_a_cell_is_gone_on_from()
    {
        string attempts = _folder.At("studies", Study, "attempts", "0000-vdn-0");
        using (var trainer = Trainer.Start(Settings(0) with { Training = Settings(0).Training with { Steps = 20 } }, Path.Combine(attempts, "3"), Environments, Algorithms))
        {
            trainer.Run(CancellationToken.None);
        }

        Submit(1);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        Assert.Equal(4, order.Epoch);
        CellDesk files = _desk.FilesOf($"{Study}/{order.Cell}")!;
        Assert.Equal(20, files.Committed().TEnv);

        // The attempt of another is only read, and what was copied is there after a restart.
        _desk.Dispose();
        _desk = NewDesk();
        Assert.Equal(20, _desk.FilesOf($"{Study}/{order.Cell}")!.Committed().TEnv);
        Assert.Equal(["3", "4"], Directory.GetDirectories(attempts).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        _desk.Cancel(Study, null);
        _desk.Retry(Study, null, fromStart: true);
        Join("a");
        Assert.Equal(5, Report("a", Free(0)).Slots.Single().Start!.Epoch);
        Assert.Empty(_desk.FilesOf($"{Study}/{order.Cell}")!.Committed().Files);
    }

    [Fact]
    public void A_longer_plan_goes_on_and_another_one_is_refused()
    {
        Submit(1);
        Assert.Equal(2, Submit(2).Cells);
        string[] other = [SettingsYaml.Write(Settings(7))];
        Assert.Contains("has another plan", _desk.Submit(new StudyPart(Study, 0, 1, 0, [.. other])).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_disk_without_space_a_part_waits_and_the_worker_trains_on()
    {
        Submit(1);
        _desk.Dispose();
        _desk = NewDesk(minFreeBytes: long.MaxValue / 2);
        Join("a");
        CellOrder order = Report("a", Free(0)).Slots.Single().Start!;
        WireAnswer answer = _desk.FilesOf($"{Study}/{order.Cell}")!.Write(order.Epoch, "settings.yaml", 0, [1]);
        Assert.Equal((false, true, false), (answer.Taken, answer.Later, answer.Stale));
        Assert.Empty(Report("a", Busy(0, order)).Slots);
    }

    [Theory]
    [InlineData("matrix/file", "env.path=game.json", "names a file in env.path")]
    [InlineData("external", "env.command=touch STARTED", "is a program of one machine")]
    public void What_only_one_machine_has_is_refused(string environment, string set, string sentence)
    {
        File.WriteAllText(_folder["game.json"], """{"payoff": [[1, 0], [0, 2]]}""");
        set = set.Replace("game.json", _folder["game.json"], StringComparison.Ordinal).Replace("STARTED", _folder["started"], StringComparison.Ordinal);
        RunSettings settings = Resolve(new RunRequest { Algorithm = "vdn", Environment = environment, Set = [set] });
        WireAnswer answer = _desk.Submit(new StudyPart(Study, 0, 1, 0, [SettingsYaml.Write(settings)]));
        Assert.False(answer.Taken);
        Assert.Contains(sentence, answer.Sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["started"]));
    }

    [Fact]
    public void Settings_that_are_none_and_parts_that_are_none_are_refused()
    {
        Assert.False(_desk.Submit(new StudyPart(Study, 0, 1, 0, ["algorithm: nothing\n"])).Taken);
        Assert.False(_desk.Submit(new StudyPart(Study, 0, 0, 0, [])).Taken);
        Assert.False(_desk.Submit(new StudyPart(Study, 0, 1, -1, ["x"])).Taken);
        Assert.False(_desk.Submit(new StudyPart(Study, 0, 1, 1, ["x"])).Taken);
        Assert.False(_desk.Submit(new StudyPart("../x", 0, 1, 0, [SettingsYaml.Write(Settings(0))])).Taken);
        Assert.Empty(_desk.Status().Studies);
    }

    private static SlotNews Free(int slot) => new(slot, null, null, 0, 0, 0, null, null);

    private static SlotNews Busy(int slot, CellOrder order) => new(slot, order.Study, order.Cell, order.Epoch, 10, 1, null, null);

    private static RunSettings Settings(ulong seed) => Resolve(new RunRequest
    {
        Algorithm = "vdn",
        Environment = "matrix/qtran",
        Seed = seed,
        Set = ["training.steps=40", "agent.hidden=4"],
    });

    private static RunSettings Resolve(RunRequest request) => new SettingsResolver(Algorithms.SettingsOf, Environments.SettingsOf).Resolve(request).Run;

    private HubDesk NewDesk(long minFreeBytes = 0) => new(
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
        _clock);

    private WireAnswer Join(string name) => _desk.Join(new WorkerHello(name, Wide, 1, long.MaxValue));

    private Orders Report(string name, SlotNews news) => _desk.Report(new WorkerReport(name, true, null, [news]));

    private StudyStatus Submit(int cells)
    {
        // In two parts, where there are two cells.
        for (int cell = 0; cell < cells; cell++)
        {
            WireAnswer answer = _desk.Submit(new StudyPart(Study, 0, cells, cell, [SettingsYaml.Write(Settings((ulong)cell))]));
            Assert.True(answer.Taken, answer.Sentence);
        }

        return _desk.Status().Studies.Single();
    }
}
