using System.Globalization;
using Phalanx.Drills.Processes;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Training;

namespace Phalanx.Drills.Memory;

/// <summary>
/// Runs of several ways to learn train until their replay has been full for a while. What their processes held must be what the tool told before the start, and a
/// run of very many short episodes must hold in the end what it held early.
/// </summary>
internal sealed class MemoryDrill : Drill
{
    // Of the estimate, with the mean length that the episodes had.
    private const double Tolerance = 0.15;

    // Growth: of the size at a fifth of the run, or so many bytes of a collector that frees when it likes.
    private const double GrowthShare = 0.05;
    private const long GrowthBytes = 6_000_000;

    private const double Megabyte = 1e6;

    public override string Name => "memory";

    public override string Description => "Trains until replays are full; the memory must be what was estimated, and grow no more. The count is the episodes of the run that must not grow.";

    public override int LongCount => 100_000;

    public override int ShortCount => 8_000;

    public override DrillReport Run(DrillRequest request)
    {
        var table = new DrillTable(
            "run", "learns from", "episodes, mean length", "estimate, MB", "at that length", "most", "off", "late", "off", "at a fifth of the run", "growth");
        List<string> failures = [];
        double share = Math.Min(1, (double)request.Count / LongCount);
        foreach (MemoryKind kind in MemoryKind.All)
        {
            Measure(kind, share, grows: true, request, table, failures);
        }

        Measure(MemoryKind.OfShortEpisodes(request.Count), share: 1, grows: false, request, table, failures);
        return new DrillReport(table, failures);
    }

    private static void Measure(MemoryKind kind, double share, bool grows, DrillRequest request, DrillTable table, List<string> failures)
    {
        if (request.Only is { } only && !kind.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        using var folder = new DrillFolder();
        string run = folder.At("run");
        request.Progress.WriteLine(kind.Name);
        using var group = MemoryGroup.None;
        using var process = new ToolProcess(group, kind.Training(share, request.Seed, run));
        var series = ResidentSeries.Watch(process, run);
        ToolEnd end = process.End();
        if (end.ExitCode != 0)
        {
            failures.Add($"{kind.Name}: {end}");
            return;
        }

        using LearningProblem problem = kind.Problem(share, request.Seed);
        RunSummary summary = RunSummary.Read(Path.Combine(run, "summary.json"));
        double length = (double)summary.TEnv / summary.Episodes;
        var told = MemoryNeed.Of(problem, MemoryKind.Threads);
        long need = MemoryNeed.Of(problem, MemoryKind.Threads, length).Bytes;
        (long? early, long? late) = (series.Between(0.15, 0.3), series.Between(0.8, 1));
        table.Add(
            kind.Name, kind.Source, $"{summary.Episodes}, {Number(length, "F1")}", InMegabytes(told.Bytes), InMegabytes(need), InMegabytes(series.Peak),
            Off(series.Peak, need), InMegabytes(late), Off(late, need), grows ? "" : InMegabytes(early), grows ? "" : Off(late, early));
        if (!end.Output.Contains(told.ToString(), StringComparison.Ordinal))
        {
            failures.Add($"{kind.Name}: the tool did not tell '{told}' before the start");
        }

        if (summary.Episodes < problem.ReplayCapacity)
        {
            failures.Add($"{kind.Name}: the replay of {problem.ReplayCapacity} episodes was not filled by {summary.Episodes}");
        }

        if (early is null || late is null)
        {
            failures.Add($"{kind.Name}: the run was too short to be measured");
        }
        else if (IsOff(series.Peak, need) || IsOff(late.Value, need))
        {
            failures.Add($"{kind.Name}: the memory is more than {Tolerance:P0} off the estimate");
        }
        else if (!grows && late - early > Math.Max(GrowthShare * early.Value, GrowthBytes))
        {
            failures.Add($"{kind.Name}: the memory grows, from {InMegabytes(early)} to {InMegabytes(late)} MB");
        }
    }

    private static bool IsOff(long measured, long need) => Math.Abs(((double)measured / need) - 1) > Tolerance;

    private static string Off(long? measured, long? need) =>
        measured is { } bytes && need is { } expected ? (((double)bytes / expected) - 1).ToString("+0.0 %;-0.0 %", CultureInfo.InvariantCulture) : "-";

    private static string InMegabytes(long? bytes) => bytes is { } some ? Number(some / Megabyte, "F1") : "-";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
