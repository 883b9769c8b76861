using System.Text.Json;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Watching;

namespace Phalanx.Testing;

/// <summary>Files of studies, written without a plan that can be run.</summary>
internal static class WrittenStudy
{
    /// <summary>Writes a plan, and begins to follow the study.</summary>
    public static StudyFollower Plan(string folder, params string[] cells)
    {
        WritePlan(folder, cells);
        var follower = new StudyFollower(folder);
        follower.ReadPlan();
        return follower;
    }

    public static void WritePlan(string folder, params string[] cells) =>
        WritePlan(folder, "toys", cells.Select(cell => new OutlinedCell(cell, $"vdn/toy/00/{cell}", 100, 1)));

    public static void WritePlan(string folder, string name, IEnumerable<OutlinedCell> cells)
    {
        Directory.CreateDirectory(folder);
        var outline = new StudyOutline(name, [.. cells]);
        File.WriteAllText(Path.Combine(folder, StudyFolder.PlanFile), JsonSerializer.Serialize(outline, PlanJson.Default.StudyOutline));
    }

    /// <summary>Writes a journal, in the place of one that is there.</summary>
    public static void WriteJournal(string folder, params JournalEntry[] entries) => File.WriteAllBytes(Journal.PathIn(folder), [.. entries.SelectMany(JournalLine.Of)]);

    /// <summary>Adds lines to a journal.</summary>
    public static void Append(string folder, params JournalEntry[] entries) => Append(folder, [.. entries.SelectMany(JournalLine.Of)]);

    public static void Append(string folder, byte[] bytes)
    {
        using FileStream stream = new(Journal.PathIn(folder), FileMode.Append);
        stream.Write(bytes);
    }
}
