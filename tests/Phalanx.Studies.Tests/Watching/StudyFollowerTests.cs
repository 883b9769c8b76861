using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;
using Phalanx.Studies.Watching;

namespace Phalanx.Studies.Tests.Watching;

/// <summary>What the files of a study tell of its cells and workers.</summary>
public sealed class StudyFollowerTests : IDisposable
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly Toys _toys = new();

    public void Dispose() => _toys.Dispose();

    [Fact]
    public void Attempts_snapshots_losses_and_times_are_counted_by_cell_and_by_worker()
    {
        StudyFollower study = WrittenStudy.Plan(_toys.Folder, "a", "b", "c");
        WrittenStudy.WriteJournal(
            _toys.Folder,
            new JournalEntry(JournalKind.Class) { Message = "bits" },
            At(0, JournalKind.Granted, "a") with { Epoch = 1, Worker = "w1" },
            At(0, JournalKind.Granted, "b") with { Epoch = 1, Worker = "w2" },
            At(10, JournalKind.Committed, "a") with { Epoch = 1, TEnv = 40 },
            At(100, JournalKind.Expired, "a") with { Epoch = 1 },
            At(130, JournalKind.Granted, "a") with { Epoch = 2, Worker = "w2" },
            At(150, JournalKind.Committed, "a") with { Epoch = 2, TEnv = 100 },
            At(151, JournalKind.Ended, "a") with { Epoch = 2, Worker = "w2", Outcome = SlotOutcome.Done, TEnv = 100 },
            At(160, JournalKind.Ended, "b") with { Epoch = 1, Worker = "w2", Outcome = SlotOutcome.Fault, TEnv = 30, Message = "loss is not a number" },
            At(170, JournalKind.Granted, "b") with { Epoch = 2, Worker = "w2" });
        Assert.True(study.ReadJournal());
        Assert.Equal(("toys", "bits", true), (study.Name, study.Class, study.HasJournal));
        CellHistory[] cells = [.. study.Cells];
        Assert.Equal([CellPhase.Done, CellPhase.Leased, CellPhase.Waiting], cells.Select(cell => cell.Standing.Phase));
        Assert.Equal((2, 2, 1, 121), (cells[0].Grants, cells[0].Commits, cells[0].LeasesLost, (int)cells[0].Held.TotalSeconds));
        Assert.Equal((160, 165), ((int)cells[1].Held.TotalSeconds, (int)cells[1].HeldUntil(Start.AddSeconds(175)).TotalSeconds));
        Assert.Equal((0, TimeSpan.Zero, null), (cells[2].Grants, cells[2].Held, cells[2].Changed));
        Assert.Equal(
            [
                new WorkerHistory("w1") { Grants = 1, Commits = 1, LeasesLost = 1, Changed = Start.AddSeconds(100) },
                new WorkerHistory("w2") { Cells = 1, Grants = 3, Commits = 1, Done = 1, Failures = 1, Changed = Start.AddSeconds(170) },
            ],
            study.Workers.OrderBy(worker => worker.Name));
        Assert.Equal(["loss is not a number"], study.Failures.Select(failure => failure.Message));
    }

    [Fact]
    public void What_a_user_does_and_what_is_found_finished_is_counted_for_no_worker()
    {
        StudyFollower study = WrittenStudy.Plan(_toys.Folder, "a", "b");
        WrittenStudy.WriteJournal(
            _toys.Folder,
            At(0, JournalKind.Granted, "a") with { Epoch = 1, Worker = "w1" },
            At(5, JournalKind.Cancelled, "a"),
            At(6, JournalKind.Retried, "a"),
            At(7, JournalKind.Ended, "a") with { Epoch = 1, Outcome = SlotOutcome.Done, TEnv = 100 },
            At(7, JournalKind.Ended, "b") with { Outcome = SlotOutcome.Done, TEnv = 100 });
        study.ReadJournal();
        Assert.Equal(new WorkerHistory("w1") { Grants = 1, Changed = Start }, Assert.Single(study.Workers));
        Assert.All(study.Cells, cell => Assert.Equal(CellPhase.Done, cell.Standing.Phase));
    }

    [Fact]
    public void A_plan_that_became_longer_gives_its_new_cells_what_the_journal_tells_of_them()
    {
        StudyFollower study = WrittenStudy.Plan(_toys.Folder, "a");
        WrittenStudy.WriteJournal(_toys.Folder, At(0, JournalKind.Granted, "a") with { Epoch = 1, Worker = "w" }, At(0, JournalKind.Granted, "b") with { Epoch = 1, Worker = "w" });
        study.ReadJournal();
        Assert.Single(study.Cells);
        WrittenStudy.WritePlan(_toys.Folder, "a", "b");
        study.ReadPlan();
        study.ReadJournal();
        Assert.All(study.Cells, cell => Assert.Equal(1, cell.Grants));
        Assert.Equal(2, Assert.Single(study.Workers).Cells);
    }

    [Fact]
    public void Journals_of_before_there_were_times_are_read()
    {
        StudyFollower study = WrittenStudy.Plan(_toys.Folder, "a");
        WrittenStudy.WriteJournal(_toys.Folder, new JournalEntry(JournalKind.Granted) { Cell = "a", Epoch = 1, Worker = "w" }, new JournalEntry(JournalKind.Expired) { Cell = "a", Epoch = 1 });
        study.ReadJournal();
        CellHistory cell = Assert.Single(study.Cells);
        Assert.Equal((1, 1, TimeSpan.Zero, null), (cell.Grants, cell.LeasesLost, cell.HeldUntil(Start), cell.Changed));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"study": "x", "cells": [null]}""")]
    [InlineData("""{"study": null, "cells": []}""")]
    [InlineData("""{"study": "x", "cells": [{"id": "a", "folder": "f", "steps": 1, "replay_bytes": 1}, {"id": "a", "folder": "g", "steps": 1, "replay_bytes": 1}]}""")]
    public void A_damaged_plan_is_told_in_a_sentence(string content)
    {
        _toys.Write(StudyFolder.PlanFile, content);
        Assert.Contains("is damaged", Assert.ThrowsAny<ExplainedException>(() => new StudyFollower(_toys.Folder).ReadPlan()).Message, StringComparison.Ordinal);
    }

    private static JournalEntry At(double seconds, JournalKind kind, string cell) => new(kind) { Cell = cell, At = Start.AddSeconds(seconds) };
}
