using System.Diagnostics;
using System.Globalization;
using Phalanx.Drills.Kills;
using Phalanx.Drills.Processes;
using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Stops;

/// <summary>
/// The tool is stopped from outside at random moments, by SIGINT, SIGTERM and SIGHUP in turn at random, and the run is continued until the next stop. Each stop
/// must take less than five seconds, and the run must end with the metrics and weights of one that was never stopped.
/// </summary>
internal sealed class StopDrill : Drill
{
    private const double Bar = 5;

    // A run of a few seconds in which tests and checkpoints take a good part of the time.
    private static readonly string[] Training =
    [
        "qmix", "battle/3m", "--seed", "3", "--steps", "4000", "--threads", "2", "--set", "evaluation.interval=500", "--set", "evaluation.episodes=200",
        "--set", "checkpoint.interval=400", "--set", "agent.hidden=192", "--set", "learner.batch_episodes=8",
    ];

    private static readonly string[] Signals = ["INT", "TERM", "HUP"];
    /// <summary>The latest of random moments, where a run in peace is not shorter.</summary>
    private static readonly TimeSpan LatestStop = TimeSpan.FromSeconds(4);

    private static readonly string[] Phases = ["start-up", "collect", "learn", "test", "save", "end"];

    public override string Name => "signals";

    public override string Description => "Stops runs by signals at random moments; each must end in time, and go on as if it had not been stopped.";

    public override int LongCount => 100;

    public override int ShortCount => 6;

    public override DrillReport Run(DrillRequest request)
    {
        using var folder = new DrillFolder();
        using var group = MemoryGroup.None;
        long start = Stopwatch.GetTimestamp();
        using (var process = new ToolProcess(group, ["train", .. Training, "--out", folder.At("whole")]))
        {
            if (process.End() is { ExitCode: not 0 } end)
            {
                throw new InvalidOperationException($"the run fails undisturbed: {end}");
            }
        }

        TimeSpan peace = Stopwatch.GetElapsedTime(start);
        TimeSpan latest = peace < LatestStop ? peace : LatestStop;
        var whole = new RunResult(folder.At("whole"));
        List<(string Phase, double Seconds)> stops = [];
        List<string> failures = [];
        for (int stop = 0, begun = 0; stop < request.Count; begun++)
        {
            string run = folder.At("run");
            using var process = Begin(group, run);
            Random random = request.RandomOf(begun); // a run that ended before its moment is begun again with another one
            string phase = Await(process, run, random.Next(4), latest * random.NextDouble());
            if (!process.HasExited)
            {
                stops.Add((phase, Stop(process, Signals[random.Next(3)], phase, stop, failures)));
                request.Progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{++stop} of {request.Count}: {phase}, {stops[^1].Seconds:F2} s"));
            }
            else if (process.End() is { ExitCode: not 0 } end)
            {
                failures.Add($"after {stop} stops the run ends by itself with {end}");
                stop++;
                folder.Delete("run");
            }

            if (IsDone(run))
            {
                Compare(whole, run, stop, failures);
                folder.Delete("run");
            }
        }

        if (Directory.Exists(folder.At("run")))
        {
            using (ToolProcess process = Begin(group, folder.At("run")))
            {
                _ = process.End();
            }

            Compare(whole, folder.At("run"), request.Count, failures);
        }

        return new DrillReport(TableOf(stops), failures);
    }

    private static ToolProcess Begin(MemoryGroup group, string run) =>
        new(group, RunDirectory.IsAt(run) ? ["resume", run] : ["train", .. Training, "--out", run]);

    /// <summary>Stops it, and looks how it ends.</summary>
    /// <returns>The seconds from the signal to the end.</returns>
    private static double Stop(ToolProcess process, string signal, string phase, int stop, List<string> failures)
    {
        long start = Stopwatch.GetTimestamp();
        process.Signal(signal);
        ToolEnd end = process.End();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (seconds > Bar)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"stop {stop}, SIG{signal} in {phase}: it took {seconds:F1} s"));
        }

        // It may have come to its end in this moment; and before the tool is there to hear a signal, the system ends the process.
        bool early = phase == "start-up" && end.ExitCode is 129 or 143;
        if (end.ExitCode is not (0 or 130) && !early)
        {
            failures.Add($"stop {stop}, SIG{signal} in {phase}: {end}");
        }

        return seconds;
    }

    /// <summary>Waits for a moment: after a time, or in the next checkpoint or test.</summary>
    /// <returns>What the run was doing.</returns>
    private static string Await(ToolProcess process, string run, int kind, TimeSpan time)
    {
        string checkpoints = Path.Combine(run, "checkpoints");
        long start = Stopwatch.GetTimestamp();
        while (!process.HasExited)
        {
            TimeSpan passed = Stopwatch.GetElapsedTime(start);
            bool saving = Directory.Exists(checkpoints) && Directory.EnumerateDirectories(checkpoints, ".*.tmp").Any();
            bool isMoment = kind switch
            {
                0 => saving,
                1 => PhaseOf(process, run) == "test",
                _ => passed >= time,
            };
            if (isMoment || passed > TimeSpan.FromSeconds(30))
            {
                return saving ? "save" : PhaseOf(process, run);
            }

            Thread.Sleep(kind == 0 ? 0 : 2);
        }

        return "end";
    }

    /// <summary>What the process tells that it does; before it tells anything, it starts.</summary>
    private static string PhaseOf(ToolProcess process, string run) =>
        RunStatus.Read(Path.Combine(run, "progress.json")) is { } status && status.Pid == process.Id
            ? status.Phase.ToString().ToLowerInvariant()
            : "start-up";

    private static bool IsDone(string run) => RunStatus.Read(Path.Combine(run, "progress.json")) is { State: RunState.Done };

    private static void Compare(RunResult whole, string run, int stop, List<string> failures)
    {
        if (whole.FirstDifference(new RunResult(run)) is { } difference)
        {
            failures.Add($"{difference} is not that of the run that was never stopped, after stop {stop}");
        }
    }

    private static DrillTable TableOf(List<(string Phase, double Seconds)> stops)
    {
        var table = new DrillTable("it fell into", "stops", "median to exit, s", "longest, s");
        foreach (string phase in Phases)
        {
            Add(table, phase, [.. stops.Where(stop => stop.Phase == phase).Select(stop => stop.Seconds).Order()]);
        }

        Add(table, "all", [.. stops.Select(stop => stop.Seconds).Order()]);
        return table;
    }

    private static void Add(DrillTable table, string name, double[] seconds)
    {
        if (seconds.Length > 0)
        {
            table.Add(name, seconds.Length, Number(seconds[seconds.Length / 2]), Number(seconds[^1]));
        }

        static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
    }
}
