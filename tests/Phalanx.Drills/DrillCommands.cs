using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Phalanx.Drills.Corrupting;
using Phalanx.Drills.Disks;
using Phalanx.Drills.Fuzzing;
using Phalanx.Drills.Kills;
using Phalanx.Drills.Memory;
using Phalanx.Drills.Soaks;
using Phalanx.Drills.StarCraft;
using Phalanx.Drills.Stops;

namespace Phalanx.Drills;

/// <summary>The command line: a command for every drill, one for all of them, and the one by which a drill starts a run in a process of its own.</summary>
internal static class DrillCommands
{
    private static readonly Drill[] Drills = [new KillDrill(), new StopDrill(), new DiskDrill(), new CorruptDrill(), new FuzzDrill(), new MemoryDrill(), new StarCraftDrill()];

    public static int Run(string[] args) => Root().Parse(args).Invoke();

    private static RootCommand Root()
    {
        var root = new RootCommand("Does to runs on purpose what can happen to them, and counts what came of it. Ends with 1 when something was lost.");
        foreach (Drill drill in Drills)
        {
            root.Subcommands.Add(CommandOf(drill.Name, drill.Description, [drill]));
        }

        root.Subcommands.Add(CommandOf("all", "All drills, one after the other.", Drills));
        root.Subcommands.Add(Soak.Command());
        root.Subcommands.Add(Trainee.Command());
        return root;
    }

    private static Command CommandOf(string name, string description, Drill[] drills)
    {
        var seed = new Option<ulong>("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
        var count = new Option<int?>("--count") { HelpName = "N", Description = "How many times; by default as often as docs/reliability.md tells." };
        var brief = new Option<bool>("--short") { Description = "The short form, which every change must pass." };
        var only = new Option<string>("--only") { HelpName = "TEXT", Description = "Of a drill that has parts, such as kinds of files, those alone that have this in their name." };
        var command = new Command(name, description) { Options = { seed, count, brief, only } };
        command.SetAction(parsed =>
        {
            int failures = 0;
            foreach (Drill drill in drills)
            {
                int times = parsed.GetValue(count) ?? (parsed.GetValue(brief) ? drill.ShortCount : drill.LongCount);
                failures += Run(drill, new DrillRequest(parsed.GetValue(seed), times, Console.Error, parsed.GetValue(only)));
            }

            return failures == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>Does a drill and prints its table.</summary>
    /// <returns>How much went wrong.</returns>
    private static int Run(Drill drill, DrillRequest request)
    {
        var watch = Stopwatch.StartNew();
        DrillReport report = drill.Run(request);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{drill.Name}: {request.Count} times, seed {request.Seed}, {watch.Elapsed.TotalSeconds:F0} s"));
        report.Table.Write(Console.Out);
        foreach (string failure in report.Failures)
        {
            Console.WriteLine($"failed: {failure}");
        }

        Console.WriteLine(report.Failures.Count == 0 ? "nothing was lost" : $"{report.Failures.Count} failed");
        Console.WriteLine();
        return report.Failures.Count;
    }
}
