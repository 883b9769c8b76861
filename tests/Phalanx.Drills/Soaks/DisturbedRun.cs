using System.Diagnostics;
using System.Globalization;
using Phalanx.Drills.Kills;
using Phalanx.Drills.Processes;
using Phalanx.Learning.Runs;

namespace Phalanx.Drills.Soaks;

/// <summary>A cycle of a soak: all by the tool's own command line, as a user would.</summary>
internal sealed class DisturbedRun(SoakKind kind, int seed, string folder, MemoryGroup group, Random random)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(30);

    private TimeSpan _peace;
    private SoakCycle _cycle = new() { Kind = kind.Name };

    private string Whole => Path.Combine(folder, "whole");

    private string Parts => Path.Combine(folder, "parts");

    /// <summary>Trains in peace, trains disturbed, and compares.</summary>
    public SoakCycle Run()
    {
        var watch = Stopwatch.StartNew();
        string? failure = Train() ?? Disturb() ?? Compare();
        return _cycle with { Failure = failure, Seconds = watch.Elapsed.TotalSeconds };
    }

    private bool HasCheckpoint => RunDirectory.IsAt(Parts) && RunDirectory.OpenToRead(Parts).Checkpoints.Available.Count > 0;

    private string[] Training(string run, int threads) =>
    [
        "train", kind.Algorithm, kind.Environment, "--seed", Number(seed), "--steps", Number(kind.Steps), "--threads", Number(threads), "--out", run,
        "--set", $"evaluation.interval={Number(kind.Steps / 10)}", "--set", "evaluation.episodes=8", "--set", $"checkpoint.interval={Number(kind.Steps / 8)}",
        "--set", "checkpoint.keep=2", "--set", $"learner.batch_episodes={Number(kind.Batch)}",
        "--set", "replay.capacity_episodes=300",
    ];

    private string? Train()
    {
        var watch = Stopwatch.StartNew();
        using var process = new ToolProcess(group, Training(Whole, threads: 1));
        ToolEnd end = Finish(process);
        _peace = watch.Elapsed;
        return end.ExitCode != 0 ? $"in peace: {end}" : null;
    }

    /// <summary>Stops and kills the run a few times, and tests what it has saved between.</summary>
    private string? Disturb()
    {
        int times = random.Next(3, 8);
        for (int i = 0; ; i++)
        {
            bool begun = RunDirectory.IsAt(Parts);
            using var process = new ToolProcess(group, begun ? ["resume", Parts, "--threads", Number(random.Next(1, 3))] : Training(Parts, threads: 2));
            if (i == times)
            {
                return Finish(process) is { ExitCode: not 0 } end ? $"after {i} ends: {end}" : null;
            }

            if (process.Wait(_peace * (random.NextDouble() / 2)))
            {
                ToolEnd early = Finish(process);
                return early.ExitCode != 0 ? $"after {i} ends: {early}" : null;
            }

            if ((random.Next(2) == 0 ? Kill(process) : Stop(process)) is { } failure)
            {
                return failure;
            }

            if (HasCheckpoint && Evaluate(Parts).Failure is { } wrong)
            {
                return wrong;
            }
        }
    }

    private string? Kill(ToolProcess process)
    {
        process.Signal("KILL");
        Finish(process);
        _cycle = _cycle with { Kills = _cycle.Kills + 1 };
        return null;
    }

    private string? Stop(ToolProcess process)
    {
        string signal = ((string[])["TERM", "INT", "HUP"])[random.Next(3)];
        var watch = Stopwatch.StartNew();
        process.Signal(signal);
        bool ended = process.Wait(LongestStop);
        ToolEnd end = Finish(process);
        if (end is { ExitCode: 129 or 130 or 143, Output: "" })
        {
            // It came before the runtime was there to hear it, so it ended the process by the system's rule.
            _cycle = _cycle with { Kills = _cycle.Kills + 1 };
            return null;
        }

        _cycle = _cycle with { Stops = _cycle.Stops + 1, SlowestStop = Math.Max(_cycle.SlowestStop, watch.Elapsed.TotalSeconds) };
        return !ended ? $"SIG{signal} took {watch.Elapsed.TotalSeconds:F1} s" : end.ExitCode is 130 or 0 ? null : $"SIG{signal}: {end}";
    }

    private (string? Figures, string? Failure) Evaluate(string run)
    {
        using var process = new ToolProcess(group, "evaluate", run, "--episodes", "8", "--seed", "1", "--json");
        ToolEnd end = Finish(process);
        _cycle = _cycle with { Evaluations = _cycle.Evaluations + 1 };
        return end.ExitCode == 0 ? (end.Output.Replace(run, "", StringComparison.Ordinal), null) : (null, $"evaluate: {end}");
    }

    private string? Compare()
    {
        if (new RunResult(Whole).FirstDifference(new RunResult(Parts)) is { } difference)
        {
            return $"{difference} is not that of the run in peace";
        }

        (string? whole, string? failure) = Evaluate(Whole);
        (string? parts, string? other) = Evaluate(Parts);
        if (failure is not null || other is not null || whole != parts)
        {
            return failure ?? other ?? "evaluate gives other figures";
        }

        string[] remains = [.. Directory.EnumerateFileSystemEntries(Parts, ".*.tmp", SearchOption.AllDirectories)];
        return remains.Length > 0 ? $"'{Path.GetRelativePath(Parts, remains[0])}' was left" : null;
    }

    private ToolEnd Finish(ToolProcess process)
    {
        if (!process.Wait(LongestRun))
        {
            process.Signal("KILL");
        }

        ToolEnd end = process.End();
        _cycle = _cycle with { PeakBytes = Math.Max(_cycle.PeakBytes, process.PeakBytes) };
        return end;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
