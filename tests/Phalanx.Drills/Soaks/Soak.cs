using System.CommandLine;
using System.Globalization;
using Phalanx.Drills.Processes;

namespace Phalanx.Drills.Soaks;

/// <summary>
/// Hours of cycles on battles under a limit of memory. A part of it goes on from the parts before, by what is in its folder, so that eight hours need not be
/// free at once.
/// </summary>
internal static class Soak
{
    private const double Megabyte = 1e6;

    public static Command Command()
    {
        var folder = new Option<string>("--folder") { HelpName = "DIR", Description = "Where it keeps what it has done.", DefaultValueFactory = _ => "soak" };
        var hours = new Option<double>("--hours") { HelpName = "N", Description = "How long this part takes.", DefaultValueFactory = _ => 2 };
        var memory = new Option<long>("--memory") { HelpName = "MB", Description = "The most memory of a process.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
        var command = new Command("soak", "Trains, stops, kills, resumes and tests runs on battles for hours, under a limit of memory.")
        {
            Options = { folder, hours, memory, seed },
        };
        command.SetAction(parsed =>
            Run(parsed.GetValue(folder)!, TimeSpan.FromHours(parsed.GetValue(hours)), (long)(parsed.GetValue(memory) * Megabyte), parsed.GetValue(seed)));
        return command;
    }

    private static int Run(string folder, TimeSpan time, long memory, ulong seed)
    {
        Directory.CreateDirectory(folder);
        SoakState state = SoakState.Read(folder);
        double until = state.Hours + time.TotalHours;
        using var group = MemoryGroup.Of(memory);
        Console.WriteLine(group.Limit is null ? "the memory cannot be limited here" : $"{group.Limit / Megabyte} MB for a process");
        while (state.Hours < until)
        {
            int number = state.Cycles.Count;
            string runs = Path.Combine(folder, "runs");
            if (Directory.Exists(runs))
            {
                Directory.Delete(runs, recursive: true);
            }

            var request = new DrillRequest(seed, Count: 0, TextWriter.Null);
            SoakCycle cycle = new DisturbedRun(SoakKind.All[number % SoakKind.All.Count], number, runs, group, request.RandomOf(number)).Run();
            state.Cycles.Add(cycle);
            state.Write(folder);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{state.Hours:F2} h: {cycle.Kind}: {cycle.Kills} kills, {cycle.Stops} stops, {cycle.PeakBytes / Megabyte:F0} MB{(cycle.Failure is null ? "" : $"; failed: {cycle.Failure}")}"));
            if (cycle.Failure is not null && Directory.Exists(runs))
            {
                Directory.Move(runs, Path.Combine(folder, $"failed-{number}"));
            }
        }

        TableOf(state).Write(Console.Out);
        return state.Cycles.Any(cycle => cycle.Failure is not null) ? 1 : 0;
    }

    private static DrillTable TableOf(SoakState state)
    {
        var table = new DrillTable("run", "cycles", "hours", "kills", "stops", "slowest stop, s", "tests", "most memory, MB, first half", "second half", "failed");
        foreach (IGrouping<string, SoakCycle> kind in state.Cycles.GroupBy(cycle => cycle.Kind))
        {
            Add(table, kind.Key, [.. kind]);
        }

        Add(table, "all", state.Cycles);
        return table;
    }

    private static void Add(DrillTable table, string name, List<SoakCycle> cycles)
    {
        int half = (cycles.Count + 1) / 2;
        table.Add(
            name,
            cycles.Count,
            (cycles.Sum(cycle => cycle.Seconds) / 3600).ToString("F2", CultureInfo.InvariantCulture),
            cycles.Sum(cycle => cycle.Kills),
            cycles.Sum(cycle => cycle.Stops),
            cycles.Max(cycle => cycle.SlowestStop).ToString("F1", CultureInfo.InvariantCulture),
            cycles.Sum(cycle => cycle.Evaluations),
            Peak(cycles.Take(half)),
            Peak(cycles.Skip(half)),
            cycles.Count(cycle => cycle.Failure is not null));

        static string Peak(IEnumerable<SoakCycle> some) =>
            (some.Select(cycle => cycle.PeakBytes).DefaultIfEmpty().Max() / Megabyte).ToString("F0", CultureInfo.InvariantCulture);
    }
}
