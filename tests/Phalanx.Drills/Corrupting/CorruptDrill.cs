using System.Diagnostics;
using System.Globalization;
using Phalanx.Drills.Fuzzing;

namespace Phalanx.Drills.Corrupting;

/// <summary>
/// Every file of a run directory is damaged in every way; then the run is read by all that reads runs, and resumed. Each must give what an undamaged run
/// gives, or refuse in one sentence; where it names an earlier checkpoint, the run must end from that one as an undamaged one.
/// </summary>
internal sealed class CorruptDrill : Drill
{
    /// <summary>What a command may allocate beyond what it does on an undamaged run and twice the file: a sentence, an exception and its trace.</summary>
    private const long Floor = 1 << 20;

    /// <summary>What a text in the place of a file may have at most before it is refused: a link to a device without an end has as much.</summary>
    private const long LongestText = 2 << 20;

    private const string Same = "same";
    private const string Previous = "previous";
    private const string Refused = "refused";
    private const string Other = "other";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly DamageKind[] Kinds = Enum.GetValues<DamageKind>();

    public override string Name => "corrupt";

    public override string Description => "Damages every file of a run; it must be as before, or refused in a sentence.";

    public override int LongCount => 1800;

    public override int ShortCount => 180;

    public override DrillReport Run(DrillRequest request)
    {
        using var folder = new DrillFolder();
        using var watch = new CaseWatch();
        var victim = new Victim(folder);
        SortedDictionary<string, FileTally> tallies = new(StringComparer.Ordinal);
        List<string> failures = [];
        for (int number = 0; number < request.Count; number++)
        {
            // Every file in turn, and in every round another way for each.
            (int round, int index) = Math.DivRem(number, victim.Files.Count);
            string file = victim.Files[index];
            DamageKind kind = Kinds[(round + index) % Kinds.Length];
            if (number % 100 == 0)
            {
                request.Progress.WriteLine($"{number} of {request.Count}");
            }

            string work = victim.NewCopy();
            string path = Path.Combine(work, file);
            long size = kind == DamageKind.Link ? LongestText : new FileInfo(path).Length;
            if (Damage.Apply(kind, path, victim.StrangersFile(file), request.RandomOf(number)) is not { } damage)
            {
                continue;
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"{file}, {damage}, case {request.Seed}-{number}");
            FileTally tally = tallies.TryGetValue(Victim.KindOf(file), out FileTally? known) ? known : tallies[Victim.KindOf(file)] = new FileTally();
            tally.Cases++;
            watch.Begin(name, []);
            long start = Stopwatch.GetTimestamp();

            // Read before it is resumed, which writes what was damaged anew.
            string?[] wrong = [.. Read(victim, work, size, tally), Resume(victim, work, file, kind, size, tally)];
            failures.AddRange(wrong.OfType<string>().Select(failure => $"{name}: {failure}"));
            watch.End();
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                failures.Add($"{name}: took {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
            }
        }

        return new DrillReport(Table(tallies), failures);
    }

    private static IEnumerable<string?> Read(Victim victim, string work, long size, FileTally tally)
    {
        foreach ((string command, ToolRun undamaged) in victim.Readers)
        {
            ToolRun run = victim.RunReader(command, work);
            tally.Add(command, run.Refusal is null ? Same : Refused);
            yield return run.Crash ?? TooLarge(run, undamaged, size);
            if (run.Refusal is null && run.Crash is null && command == Victim.Evaluate && run.Output != undamaged.Output)
            {
                yield return Victim.IsUsers(work, victim) ? null : "evaluate gives other results and says nothing";
            }
        }

        yield return Victim.Look(work) is { } fault ? $"the dashboard fails: {fault}" : null;
    }

    private static string? Resume(Victim victim, string work, string file, DamageKind kind, long size, FileTally tally)
    {
        ToolRun run = victim.Resume(work);
        if (run.Refusal is { } refusal)
        {
            if (!victim.DeletesAsTold(work, refusal))
            {
                tally.Add(kind.ToString(), Refused);
                return TooLarge(run, victim.UndamagedResume, size);
            }

            ToolRun again = victim.Resume(work);
            tally.Add(kind.ToString(), Previous);
            return again.Crash ?? again.Refusal ?? (victim.Difference(work) is { } other ? $"from the checkpoint before, {other} is another one" : null);
        }

        if (run.Crash is not null)
        {
            return run.Crash;
        }

        string? difference = victim.Difference(work);
        bool own = difference is not null && file == "settings.yaml";
        tally.Add(kind.ToString(), own ? Other : Same);
        return difference is null || own ? TooLarge(run, victim.UndamagedResume, size) : $"resumed without a word, and {difference} is another one";
    }

    private static string? TooLarge(ToolRun run, ToolRun undamaged, long size) => run.Bytes > undamaged.Bytes + Floor + (2 * size)
        ? string.Create(CultureInfo.InvariantCulture, $"allocated {run.Bytes} bytes, where {undamaged.Bytes} are enough for an undamaged run, and the file has {size}")
        : null;

    private static DrillTable Table(SortedDictionary<string, FileTally> tallies)
    {
        var table = new DrillTable(["file", "cases", .. Kinds.Select(kind => kind.ToString().ToLowerInvariant()), "evaluate", "report", "replay"]);
        foreach ((string file, FileTally tally) in tallies)
        {
            string[] resumed = file == "settings.yaml" ? [Same, Previous, Refused, Other] : [Same, Previous, Refused];
            table.Add(
            [
                file,
                tally.Cases,
                .. Kinds.Select(kind => tally.Cell(kind.ToString(), resumed)),
                .. ((string[])[Victim.Evaluate, Victim.Report, Victim.Replay]).Select(command => tally.Cell(command, Same, Refused)),
            ]);
        }

        return table;
    }
}
