using Phalanx.Cli.Clusters;
using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Hubs;

/// <summary>Workers that have the key and send what no worker sends.</summary>
public sealed class HostileWorkerTests : IDisposable
{
    private const string TooMany = "no more workers may join: 4000 of them are the most, and 100000 slots together";

    private readonly ToyDesk _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_message_of_millions_of_control_characters_does_not_damage_the_journal()
    {
        _toys.Submit(1);
        _toys.Join("a");
        CellOrder order = _toys.Take("a");
        _toys.Report("a", ToyDesk.Busy(0, order) with { Outcome = SlotOutcome.UserError, Message = new string('\u0001', 3_000_000) });
        Assert.True(new FileInfo(Journal.PathIn(_toys.At("studies", ToyDesk.Study))).Length < 100_000);
        _toys.Reopen();
        HubStatus status = _toys.Desk.Status();
        Assert.Empty(status.Troubles);
        Assert.InRange(status.Studies.Single().Shown.Single().Message!.Length, 1, Shown.LongestSentence);
    }

    [Fact]
    public void What_a_worker_says_of_its_machine_is_one_short_line()
    {
        _toys.Join("a");
        _toys.Desk.Report(new WorkerReport("a", true, "its disk\n\u0007" + new string('x', 1_000_000), [ToyDesk.Free(0)]));
        string note = _toys.Desk.Status().Workers.Single().Note!;
        Assert.StartsWith(@"its disk \u0007x", note, StringComparison.Ordinal);
        Assert.InRange(note.Length, 1, Shown.LongestSentence);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MaxValue)]
    [InlineData(-1)]
    [InlineData(1e-3)]
    [InlineData(1e-300)]
    public void A_rate_that_cannot_be_one_does_not_keep_the_status_from_being_written(double rate)
    {
        _toys.Submit(2);
        foreach (string worker in new[] { "a", "b" })
        {
            _toys.Join(worker);
            _toys.Report(worker, ToyDesk.Busy(0, _toys.Take(worker)) with { Rate = rate, TEnv = -1 });
        }

        HubStatus status = _toys.Desk.Status();
        Assert.Equal(0, status.Studies.Single().Shown[0].TEnv);
        Assert.NotEmpty(ClusterReport.Document("hub:1", status).ToJsonString());
        status = status with { Studies = [status.Studies.Single() with { StepsLeft = long.MaxValue }] };
        ClusterReport.Print(TextWriter.Null, "hub:1", status);
    }

    [Fact]
    public void A_report_that_cannot_be_one_is_refused_before_anything_of_it_is_kept()
    {
        _toys.Submit(1);
        _toys.Desk.Join(new WorkerHello("a", ToyDesk.Wide, 2, long.MaxValue));
        CellOrder order = _toys.Take("a");
        _toys.Report("a", ToyDesk.Busy(0, order));
        SlotNews busy = ToyDesk.Busy(0, order);
        string name = new('x', 100_000);
        SlotNews[] hostile = [null!, busy with { Study = name }, busy with { Cell = name }, busy with { Outcome = (SlotOutcome)77 }];
        foreach (SlotNews news in hostile)
        {
            Assert.False(_toys.Desk.Report(new WorkerReport("a", true, "note", [ToyDesk.Free(0), news])).Known);
            Assert.Equal((1, null), (_toys.Desk.Status().Workers.Single().Busy, _toys.Desk.Status().Workers.Single().Note));
        }

        Assert.False(_toys.Desk.Report(new WorkerReport(null!, true, null, [])).Known);
        Assert.False(_toys.Desk.Report(new WorkerReport("a", true, null, default)).Known);
        Assert.False(_toys.Desk.Report(new WorkerReport("a", true, null, [busy, busy, busy])).Known); // it has two slots
        Assert.True(_toys.Report("a", busy).Known);
    }

    [Fact]
    public void A_worker_whose_class_cannot_be_one_is_refused_and_does_not_set_the_class_of_the_hub()
    {
        Assert.False(_toys.Desk.Join(new WorkerHello("a", null!, 1, 1)).Taken);
        Assert.False(_toys.Desk.Join(new WorkerHello("a", ToyDesk.Wide with { Probe = null! }, 1, 1)).Taken);
        Assert.False(_toys.Desk.Join(new WorkerHello("a", ToyDesk.Wide with { Build = new string('1', 1_000_000) }, 1, 1)).Taken);
        Assert.Null(_toys.Desk.Status().Class);
        Assert.True(_toys.Join("a").Taken);
    }

    [Fact]
    public void Workers_are_no_more_than_some_thousands_and_those_that_are_silent_make_room()
    {
        int joined = 0;
        WireAnswer answer = _toys.Join("w0");
        for (; answer.Taken && joined < 10_000; answer = _toys.Join($"w{joined}"))
        {
            joined++;
        }

        Assert.Equal(4000, joined);
        Assert.Equal((true, TooMany), (answer.Later, answer.Sentence));
        Assert.True(_toys.Join("w7").Taken); // it was there
        _toys.Clock.Move(TimeSpan.FromSeconds(61));
        Assert.True(_toys.Join("late").Taken);
        Assert.Equal(4000, _toys.Desk.Status().Workers.Length);
    }

    [Fact]
    public void Slots_together_are_no_more_than_the_cells_of_the_largest_study()
    {
        WireAnswer JoinLarge(int worker) => _toys.Desk.Join(new WorkerHello($"w{worker}", ToyDesk.Wide, 1000, 1));
        Assert.All(Enumerable.Range(0, 100), worker => Assert.True(JoinLarge(worker).Taken));
        Assert.Equal(TooMany, JoinLarge(100).Sentence);
        Assert.True(JoinLarge(99).Taken);
    }
}
