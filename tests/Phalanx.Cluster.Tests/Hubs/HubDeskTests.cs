using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>What a hub answers, without an engine, on a clock that is moved.</summary>
public sealed class HubDeskTests : IDisposable
{
    private const string Study = ToyDesk.Study;

    private readonly ToyDesk _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_worker_of_another_class_is_refused_by_a_sentence_that_names_both()
    {
        Assert.True(_toys.Join("a").Taken);
        WireAnswer answer = _toys.Desk.Join(new WorkerHello("b", ToyDesk.Wide with { Simd = "256", Probe = "bbbbbbbb" }, 1, long.MaxValue));
        Assert.False(answer.Taken);
        Assert.Equal(
            "this machine computes other bits than the study: here it is kernels 256, probe bbbbbbbb, and the study has kernels 512, probe aaaaaaaa; "
            + "start the hub with --simd 256, or fewer bits, for all to be alike",
            answer.Sentence);
        Assert.Equal(
            "this machine computes other bits than the study: here it is probe cccccccc, and the study has probe aaaaaaaa; its processor or its C library computes other digits, and no switch makes them alike",
            _toys.Desk.Join(new WorkerHello("b", ToyDesk.Wide with { Probe = "cccccccc" }, 1, long.MaxValue)).Sentence);
        Assert.Equal(
            "this machine computes other bits than the study: here it is .NET 9, build 2, and the study has .NET 10, build 1; "
            + "give all machines one build, by a copy of one folder or by a Release of one commit, and install .NET 10 here",
            _toys.Desk.Join(new WorkerHello("b", ToyDesk.Wide with { Build = "2", DotNet = "9" }, 1, long.MaxValue)).Sentence);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("../x", 1)]
    [InlineData("a\nb", 1)]
    [InlineData("a", 0)]
    [InlineData("a", 1001)]
    public void A_worker_that_cannot_be_one_is_refused(string name, int slots) => Assert.False(_toys.Desk.Join(new WorkerHello(name, ToyDesk.Wide, slots, 1)).Taken);

    [Fact]
    public void An_order_whose_answer_was_lost_is_given_again_by_the_same_epoch()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder first = _toys.Take("a");
        CellOrder again = _toys.Take("a");
        Assert.Equal((first.Cell, first.Epoch), (again.Cell, again.Epoch));
        Assert.Empty(_toys.Report("a", ToyDesk.Busy(0, first)).Slots);
        Assert.Single(_toys.Desk.Status().Studies.Single().Shown);
    }

    [Fact]
    public void A_worker_that_has_ended_has_no_busy_slots()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        _toys.Report("a", ToyDesk.Busy(0, order));
        Assert.Equal(1, _toys.Desk.Status().Workers.Single().Busy);
        _toys.Report("a", ToyDesk.Busy(0, order) with { Outcome = SlotOutcome.Stopped });
        Assert.Equal(0, _toys.Desk.Status().Workers.Single().Busy);
    }

    [Fact]
    public void A_hub_that_was_started_again_lets_workers_introduce_themselves_and_go_on()
    {
        _toys.Submit(2);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        _toys.Reopen();
        Assert.False(_toys.Report("a", ToyDesk.Busy(0, order)).Known);
        _toys.Join("a");
        Orders orders = _toys.Report("a", ToyDesk.Busy(0, order));
        Assert.True(orders.Known);
        Assert.Empty(orders.Slots);
    }

    [Fact]
    public void A_worker_that_was_silent_hears_that_it_shall_stop_and_its_cell_goes_to_another()
    {
        _toys.Submit(1);
        _toys.Join("a");
        _toys.Join("b");
        CellOrder order = _toys.Take("a");
        _toys.PassLease();
        CellOrder next = _toys.Take("b");
        Assert.Equal((order.Cell, order.Epoch + 1), (next.Cell, next.Epoch));
        Assert.Equal(new SlotDirective(0, true, null), _toys.Report("a", ToyDesk.Busy(0, order)).Slots.Single());
        Assert.True(_toys.FilesOf(order).Write(order.Epoch, "settings.yaml", 0, [1]).Stale);
        Assert.True(_toys.FilesOf(order).Commit(order.Epoch, RunManifest.Empty, false).Stale);
    }

    [Fact]
    public void Cells_that_do_not_fit_into_a_slots_memory_and_workers_that_take_none_get_none()
    {
        _toys.Submit(1);
        _toys.Desk.Join(new WorkerHello("small", ToyDesk.Wide, 1, 10));
        Assert.Empty(_toys.Report("small", ToyDesk.Free(0)).Slots);
        _toys.Join("a");
        Assert.Empty(_toys.Desk.Report(new WorkerReport("a", false, "its disk is full", [ToyDesk.Free(0)])).Slots);
        Assert.Equal("its disk is full", _toys.Desk.Status().Workers.Single(worker => worker.Name == "a").Note);
        Assert.Single(_toys.Report("a", ToyDesk.Free(0)).Slots);
    }

    [Fact]
    public void A_cell_that_is_refused_is_given_up_and_waits_again_when_a_user_says_so()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.True(_toys.Report("a", ToyDesk.Busy(0, order) with { Outcome = SlotOutcome.UserError, Message = "no" }).Slots.Single().Stop);
        StudyStatus study = _toys.Desk.Status().Studies.Single();
        Assert.True(study.IsOver);
        Assert.Equal(("failed", "no"), (study.Shown.Single().Phase, study.Shown.Single().Message));
        Assert.Empty(_toys.Report("a", ToyDesk.Free(0)).Slots);
        Assert.Equal("1 cells wait again", _toys.Desk.Retry(Study, null, fromStart: false).Sentence);
        Assert.Single(_toys.Report("a", ToyDesk.Free(0)).Slots);
    }

    [Fact]
    public void A_study_that_is_taken_out_stops_and_a_name_that_is_none_is_refused()
    {
        _toys.Submit(2);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.Equal("2 cells taken out", _toys.Desk.Cancel(Study, null).Sentence);
        Assert.True(_toys.Report("a", ToyDesk.Busy(0, order)).Slots.Single().Stop);
        Assert.False(_toys.Desk.Cancel("toy", null).Taken);
        Assert.Contains("'toys'", _toys.Desk.Cancel("toy", null).Sentence, StringComparison.Ordinal);
        Assert.False(_toys.Desk.Cancel(Study, "0009-x-0").Taken);
    }

    [Fact]
    public async Task Snapshots_that_come_make_the_cell_when_it_is_done()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);
        IReadOnlyList<RunManifestFile> sent = LiveSnapshot.Take(_toys["run"])!.Manifest.Files;
        Assert.True((await _toys.Send(order, _toys["run"], done: true)).Taken);
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
        Assert.Equal(sent, _toys.FilesOf(order).Committed().Files);

        // Another hub over the same folders finds it done, also without the journal.
        _toys.Desk.Dispose();
        File.Delete(Journal.PathIn(_toys.At("studies", Study)));
        File.WriteAllText(Journal.PathIn(_toys.At("studies", Study)), "");
        _toys.Reopen();
        Assert.Equal(1, _toys.Desk.Status().Studies.Single().Done);
    }

    /// <summary>The first worker vanished before its first snapshot was whole.</summary>
    [Fact]
    public async Task A_snapshot_of_a_second_worker_is_found_after_a_restart()
    {
        _toys.Submit(1);
        _toys.Join("a");
        _toys.Join("b");
        CellOrder first = _toys.Take("a");
        Assert.True(_toys.Desk.FilesOf($"{Study}/{first.Cell}")!.Write(first.Epoch, "replay/episodes-000000000000.bin", 0, new byte[100_000]).Taken);
        _toys.PassLease();
        CellOrder second = _toys.Take("b");
        ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);
        IReadOnlyList<RunManifestFile> sent = LiveSnapshot.Take(_toys["run"])!.Manifest.Files;
        Assert.True((await _toys.Send(second, _toys["run"], done: false)).Taken);
        _toys.Reopen();
        Assert.Equal(sent, _toys.Desk.FilesOf($"{Study}/{second.Cell}")!.Committed().Files);
        Assert.Equal(["2"], Directory.GetDirectories(_toys.At("studies", Study, "attempts", second.Cell)).Select(Path.GetFileName));
    }

    /// <summary>A study that a scheduler began goes on under a hub, from its newest attempt and under a later number.</summary>
    [Fact]
    public void What_another_attempt_trained_of_a_cell_is_gone_on_from()
    {
        string attempts = _toys.At("studies", Study, "attempts", "0000-vdn-0");
        RunSettings settings = ToyDesk.Settings(0);
        ToyDesk.Train(settings with { Training = settings.Training with { Steps = 20 } }, Path.Combine(attempts, "3"));

        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        Assert.Equal(4, order.Epoch);
        Assert.Equal(20, _toys.FilesOf(order).Committed().TEnv);

        // The attempt of another is only read, and what was copied is there after a restart.
        _toys.Reopen();
        Assert.Equal(20, _toys.FilesOf(order).Committed().TEnv);
        Assert.Equal(["3", "4"], Directory.GetDirectories(attempts).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        _toys.Desk.Cancel(Study, null);
        _toys.Desk.Retry(Study, null, fromStart: true);
        _toys.Join("a");
        Assert.Equal(5, _toys.Report("a", ToyDesk.Free(0)).Slots.Single().Start!.Epoch);
        Assert.Empty(_toys.FilesOf(order).Committed().Files);
    }

    [Fact]
    public void A_cell_that_the_hub_cannot_begin_waits_for_a_minute_and_others_are_given_out_meanwhile()
    {
        string attempts = _toys.At("studies", Study, "attempts", "0000-vdn-0");
        RunSettings settings = ToyDesk.Settings(0);
        ToyDesk.Train(settings with { Training = settings.Training with { Steps = 20 } }, Path.Combine(attempts, "3"));
        File.WriteAllText(Path.Combine(attempts, "4"), "where the next attempt should lie");

        _toys.Submit(2);
        _toys.Join("a");
        Assert.Empty(_toys.Report("a", ToyDesk.Free(0)).Slots);
        CellOrder other = _toys.Take("a");
        Assert.Equal("0001-vdn-1", other.Cell);
        _toys.Join("b");
        long written = new FileInfo(Journal.PathIn(_toys.At("studies", Study))).Length;
        Assert.Empty(_toys.Report("b", ToyDesk.Free(0)).Slots);
        Assert.Equal(written, new FileInfo(Journal.PathIn(_toys.At("studies", Study))).Length);

        File.Delete(Path.Combine(attempts, "4"));
        _toys.Clock.Move(TimeSpan.FromSeconds(60));
        CellOrder order = _toys.Take("b");
        Assert.Equal(("0000-vdn-0", 5), (order.Cell, order.Epoch));
        Assert.Equal(20, _toys.FilesOf(order).Committed().TEnv);
    }

    [Fact]
    public void A_study_that_is_submitted_again_goes_on_with_what_is_being_sent_and_with_more_cells_by_another_desk()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        CellDesk files = _toys.FilesOf(order);
        _toys.Submit(1);
        Assert.Same(files, _toys.FilesOf(order));
        Assert.True(files.Write(order.Epoch, "settings.yaml", 0, [1]).Taken);

        _toys.Submit(2);
        WireAnswer late = files.Write(order.Epoch, "settings.yaml", 1, [1]);
        Assert.Equal((false, true, false), (late.Taken, late.Later, late.Stale));
        Assert.True(files.Commit(order.Epoch, RunManifest.Empty, done: true).Later);
        Assert.True(_toys.FilesOf(order).Write(order.Epoch, "settings.yaml", 1, [1]).Taken);
    }

    [Fact]
    public void A_study_that_cannot_be_opened_again_is_refused_and_is_in_no_workers_way()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        string journal = Journal.PathIn(_toys.At("studies", Study));
        using (FileStream stream = new(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.WriteByte((byte)'x');
        }

        string[] cells = [.. Enumerable.Range(0, 2).Select(seed => SettingsYaml.Write(ToyDesk.Settings((ulong)seed)))];
        WireAnswer answer = _toys.Desk.Submit(new StudyPart(Study, 0, 2, 0, [.. cells]));
        Assert.False(answer.Taken);
        Assert.Contains("damaged in line 1", answer.Sentence, StringComparison.Ordinal);
        Assert.True(_toys.Report("a", ToyDesk.Busy(0, order)).Slots.Single().Stop);
        Assert.Empty(_toys.Report("a", ToyDesk.Free(0)).Slots);
    }

    [Fact]
    public async Task A_finished_run_that_is_gone_is_trained_again_when_its_study_is_submitted_again()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        ToyDesk.Train(ToyDesk.Settings(0), _toys["run"]);
        Assert.True((await _toys.Send(order, _toys["run"], done: true)).Taken);
        Assert.Equal(1, _toys.Submit(1).Done);
        Directory.Delete(_toys["cells"], recursive: true);
        Assert.Equal(0, _toys.Submit(1).Done);
        Assert.Equal(order.Epoch + 1, _toys.Take("a").Epoch);
    }

    [Fact]
    public void A_longer_plan_goes_on_and_another_one_is_refused()
    {
        _toys.Submit(1);
        Assert.Equal(2, _toys.Submit(2).Cells);
        string[] other = [SettingsYaml.Write(ToyDesk.Settings(7))];
        Assert.Contains("has another plan", _toys.Desk.Submit(new StudyPart(Study, 0, 1, 0, [.. other])).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_disk_without_space_a_part_waits_and_the_worker_trains_on()
    {
        _toys.Submit(1);
        _toys.Reopen(minFreeBytes: long.MaxValue / 2);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        WireAnswer answer = _toys.FilesOf(order).Write(order.Epoch, "settings.yaml", 0, [1]);
        Assert.Equal((false, true, false), (answer.Taken, answer.Later, answer.Stale));
        Assert.Empty(_toys.Report("a", ToyDesk.Busy(0, order)).Slots);
    }

    [Theory]
    [InlineData("matrix/file", "env.path=game.json", "by a path, which other machines do not have")]
    [InlineData("external", "env.command=touch STARTED", "is a program of one machine")]
    public void What_only_one_machine_has_is_refused(string environment, string set, string sentence)
    {
        File.WriteAllText(_toys["game.json"], """{"payoff": [[1, 0], [0, 2]]}""");
        set = set.Replace("game.json", _toys["game.json"], StringComparison.Ordinal).Replace("STARTED", _toys["started"], StringComparison.Ordinal);
        RunSettings settings = ToyDesk.Resolve(new RunRequest { Algorithm = "vdn", Environment = environment, Set = [set] });
        WireAnswer answer = _toys.Desk.Submit(new StudyPart(Study, 0, 1, 0, [SettingsYaml.Write(settings)]));
        Assert.False(answer.Taken);
        Assert.Contains(sentence, answer.Sentence, StringComparison.Ordinal);
        Assert.False(File.Exists(_toys["started"]));
    }

    [Fact]
    public void Settings_that_are_none_and_parts_that_are_none_are_refused()
    {
        Assert.False(_toys.Desk.Submit(new StudyPart(Study, 0, 1, 0, ["algorithm: nothing\n"])).Taken);
        Assert.False(_toys.Desk.Submit(new StudyPart(Study, 0, 0, 0, [])).Taken);
        Assert.False(_toys.Desk.Submit(new StudyPart(Study, 0, 1, -1, ["x"])).Taken);
        Assert.False(_toys.Desk.Submit(new StudyPart(Study, 0, 1, 1, ["x"])).Taken);
        Assert.False(_toys.Desk.Submit(new StudyPart("../x", 0, 1, 0, [SettingsYaml.Write(ToyDesk.Settings(0))])).Taken);
        Assert.Empty(_toys.Desk.Status().Studies);
    }
}
