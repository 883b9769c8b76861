using System.Diagnostics;
using Phalanx.Studies.Cells;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Running;
using Phalanx.Studies.Slots;

namespace Phalanx.Studies.Tests.Running;

public sealed class LocalStudyTests : IDisposable
{
    private readonly Toys _toys = new();
    private readonly StudyPlan _plan;
    private readonly CellStore _store;

    public LocalStudyTests()
    {
        _plan = StudyPlan.Of(
            SweepFile.Read(_toys.Write("sweep.yaml", "algorithms: vdn\nenvironments: matrix/qtran\nseeds: 3\nset: {training.steps: 40, agent.hidden: 4}\n")), Toys.Environments, Toys.Algorithms);
        _store = new CellStore(_toys.At("cells"), KeptCells.None);
    }

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void A_slot_that_cannot_be_started_costs_its_cell_alone()
    {
        Events events = new();
        IReadOnlyDictionary<PlannedCell, SlotReport> ended = Study().Run(events, CancellationToken.None);
        Assert.Equal(3, ended.Count);
        Assert.All(ended.Values, end => Assert.Equal(SlotOutcome.MachineFault, end.Outcome));
        Assert.All(ended.Values, end => Assert.StartsWith("cannot start '", end.Message, StringComparison.Ordinal));
        Assert.Equal(3, events.Ended);
    }

    [Fact]
    public void A_failure_of_who_is_told_ends_the_study_and_not_the_process() =>
        Assert.Equal("the pipe is full", Assert.Throws<IOException>(() => Study().Run(new Events { Failure = new IOException("the pipe is full") }, CancellationToken.None)).Message);

    [Fact]
    public void A_cell_that_another_study_finished_meanwhile_is_not_trained_again()
    {
        // It is finished at the moment when the study has planned what is to be trained. No slot could train it.
        Events events = new() { AfterPlanning = () => Toys.Train(_plan.Cells[1].Cell, _store.PathOf(_plan.Cells[1].Cell)) };
        IReadOnlyDictionary<PlannedCell, SlotReport> ended = Study().Run(events, CancellationToken.None);
        Assert.Equal(
            [SlotOutcome.MachineFault, SlotOutcome.Done, SlotOutcome.MachineFault],
            ended.OrderBy(end => end.Key.Index).Select(end => end.Value.Outcome));
        Assert.Equal(_store.Find(_plan.Cells[1].Cell).Summary!.Final, ended[_plan.Cells[1]].Figures);
    }

    private LocalStudy Study() => new(_plan, StudyFolder.Open(_toys.At("study"), _plan), _store)
    {
        Slots = 2,
        Program = () => new ProcessStartInfo(_toys.At("no-such-program")),
    };

    private sealed class Events : IStudyObserver
    {
        public int Ended { get; private set; }

        public Exception? Failure { get; init; }

        public Action AfterPlanning { get; init; } = () => { };

        public void Planned(IReadOnlyList<(PlannedCell Cell, CellState State)> cells) => AfterPlanning();

        public void Waits(PlannedCell cell)
        {
        }

        public void Begun(PlannedCell cell, CellState from)
        {
        }

        public void Progressed(PlannedCell cell, SlotReport report)
        {
        }

        void IStudyObserver.Ended(PlannedCell cell, SlotReport report)
        {
            Ended++;
            if (Failure is { } failure)
            {
                throw failure;
            }
        }
    }
}
