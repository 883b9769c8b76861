using System.Diagnostics;
using System.Globalization;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Plans;
using Phalanx.Studies.Slots;
using Xunit.Abstractions;

namespace Phalanx.Dashboard.Tests;

/// <summary>A study of ten thousand cells and a quarter of a million lines. The figures are printed; those of docs/watching.md come from here.</summary>
[Trait("Category", "Slow")]
public sealed class ManyCellsTests(ITestOutputHelper output) : DashboardTests
{
    private const int Cells = 10_000;
    private const int Commits = 22;

    private string Study => Path.Combine(Runs, "studies", "large");

    protected override void Prepare()
    {
        WrittenStudy.WritePlan(Study, "large", [.. Enumerable.Range(0, Cells).Select(cell => new OutlinedCell(Id(cell), $"qmix/battle/3m/{cell / 10:x16}/{cell % 10}", 1_000_000, 1))]);
        WrittenStudy.WriteJournal(Study, [.. Enumerable.Range(0, Cells).SelectMany(cell => Lines(cell).Take(cell < Cells / 2 ? int.MaxValue : cell < Cells / 2 + 800 ? 5 : 0))]);
    }

    [Fact]
    public async Task Pages_of_cells_are_quick_and_what_is_added_costs_little()
    {
        var watch = Stopwatch.StartNew();
        string id = (await AskAsync("studies")).GetProperty("studies")[0].GetProperty("id").GetString()!;
        output.WriteLine($"first answer {watch.ElapsedMilliseconds} ms after the server's start, journal {new FileInfo(Journal.PathIn(Study)).Length >> 20} MiB");
        foreach (string path in (string[])[$"studies/{id}", "studies", $"studies/{id}/cells?size=100", $"studies/{id}/cells?size=100&sort=-t_env&page=50", $"studies/{id}/cells?query=qmix-777&state=done"])
        {
            List<double> times = [];
            for (int i = 0; i < 20; i++)
            {
                watch.Restart();
                await AskAsync(path);
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path.Replace(id, "{id}", StringComparison.Ordinal)}: median {times.Order().ElementAt(10):F1} ms, worst {times.Max():F1} ms"));
        }

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        int added = 0;
        for (; watch.Elapsed < TimeSpan.FromSeconds(10); added++)
        {
            WrittenStudy.Append(Study, new JournalEntry(JournalKind.Committed) { Cell = Id(Cells / 2), Epoch = 1, TEnv = 600_000 + added });
            await Task.Delay(50);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} lines in 10 s: {10 * (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:F1} % of a core"));
        output.WriteLine($"{(await AskAsync("health")).GetProperty("memory_bytes").GetInt64() >> 20} MiB in all, tests included");
    }

    private static string Id(int cell) => $"{cell:0000}-qmix-{cell % 10}";

    private static IEnumerable<JournalEntry> Lines(int cell)
    {
        DateTime start = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc).AddSeconds(cell);
        string worker = $"node-{cell % 200}";
        yield return new JournalEntry(JournalKind.Granted) { Cell = Id(cell), Epoch = 1, Worker = worker, At = start };
        for (int commit = 1; commit <= Commits; commit++)
        {
            yield return new JournalEntry(JournalKind.Committed) { Cell = Id(cell), Epoch = 1, TEnv = 1_000_000L * commit / Commits, At = start.AddMinutes(5 * commit) };
        }

        yield return new JournalEntry(JournalKind.Ended) { Cell = Id(cell), Epoch = 1, Worker = worker, Outcome = SlotOutcome.Done, TEnv = 1_000_000, At = start.AddHours(2) };
    }
}
