using Phalanx.Dashboard.Following;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Dashboard.Tests.Following;

public sealed class FollowedStudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Study => _folder["work/studies/toys"];

    [Fact]
    public void What_the_journal_gains_is_seen_and_what_does_not_change_is_not_told()
    {
        WrittenStudy.WritePlan(Directory.CreateDirectory(Study).FullName, "a", "b");
        FollowedStudy study = Open();
        Assert.True(study.Look());
        Assert.Equal((2, false, null), (study.View.Cells, study.View.HasJournal, study.View.Damage));
        Assert.True(study.IsLive);
        Assert.False(study.Look());
        WrittenStudy.Append(Study, Granted("a"));
        Assert.True(study.Look());
        Assert.Equal((1, 1, 1, true), (study.View.Phases[CellPhase.Leased], study.View.Phases[CellPhase.Waiting], study.View.Workers, study.View.HasJournal));
        byte[] line = JournalLine.Of(new JournalEntry(JournalKind.Expired) { Cell = "a", Epoch = 1 });
        WrittenStudy.Append(Study, line[..^3]);
        study.Look();
        Assert.Equal(0, study.View.LeasesLost);
        WrittenStudy.Append(Study, line[^3..]);
        Assert.True(study.Look());
        Assert.Equal((1, 0, 2), (study.View.LeasesLost, study.View.Workers, study.View.Phases[CellPhase.Waiting]));
        WrittenStudy.Append(Study, new JournalEntry(JournalKind.Cancelled) { Cell = "a" }, new JournalEntry(JournalKind.Cancelled) { Cell = "b" });
        study.Look();
        Assert.False(study.IsLive);
    }

    [Fact]
    public void Damage_and_links_that_lead_out_are_told_and_what_was_read_before_stays()
    {
        WrittenStudy.WritePlan(Directory.CreateDirectory(Study).FullName, "a");
        WrittenStudy.WriteJournal(Study, Granted("a"));
        FollowedStudy study = Open();
        study.Look();
        WrittenStudy.Append(Study, "torn\n"u8.ToArray());
        WrittenStudy.Append(Study, Granted("a"));
        Assert.True(study.Look());
        Assert.StartsWith("'studies/toys/journal.jsonl' is damaged in line 2", study.View.Damage, StringComparison.Ordinal);
        Assert.Equal(1, study.View.Phases[CellPhase.Leased]);
        File.WriteAllText(Path.Combine(Study, "plan.json"), "{");
        study.Look();
        Assert.Contains("plan.json' is damaged", study.View.Damage, StringComparison.Ordinal);
        Assert.Equal(1, study.View.Cells);
        File.Delete(Path.Combine(Study, "plan.json"));
        WrittenStudy.WritePlan(Directory.CreateDirectory(_folder["outside"]).FullName, "secret");
        File.CreateSymbolicLink(Path.Combine(Study, "plan.json"), _folder["outside/plan.json"]);
        FollowedStudy other = Open();
        other.Look();
        Assert.Equal("'studies/toys/plan.json' is a link that leads out of the folder, and is not read", other.View.Damage);
        Assert.Equal(0, other.View.Cells);
    }

    private static JournalEntry Granted(string cell) => new(JournalKind.Granted) { Cell = cell, Epoch = 1, Worker = "w" };

    private FollowedStudy Open()
    {
        var bounds = new FolderBounds(_folder["work"]);
        return new FollowedStudy(FolderPlace.Of(bounds, Study), bounds);
    }
}
