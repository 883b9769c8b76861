using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Phalanx.Foundation;
using Xunit.Abstractions;

namespace Phalanx.Cli.Tests;

/// <summary>
/// The tool, stopped from outside at random moments. <c>PHALANX_STOPS</c> says at how many a run is stopped, and <c>PHALANX_STOPS_SEED</c> at which.
/// </summary>
public sealed class StopsTests(ITestOutputHelper log) : IDisposable
{
    private const double Bar = 5;

    // A run of a few seconds in which tests and checkpoints take a good part of the time.
    private const string Training =
        "qmix battle/3m --seed 3 --steps 4000 --threads 2 --set evaluation.interval=500 --set evaluation.episodes=200 --set checkpoint.interval=400 "
        + "--set agent.hidden=192 --set learner.batch_episodes=8";

    private static readonly string[] Signals = ["INT", "TERM", "HUP"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_is_stopped_at_random_moments_ends_as_if_it_had_not_been()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("PHALANX_STOPS") ?? "6", CultureInfo.InvariantCulture);
        ulong seed = ulong.Parse(Environment.GetEnvironmentVariable("PHALANX_STOPS_SEED") ?? "1", CultureInfo.InvariantCulture);
        var random = new RandomStream(seed, StreamPurpose.Named("stops of processes"), 0);
        Assert.Equal(0, ToolProcess.Run($"train {Training} --out {_folder["whole"]}").ExitCode);
        string run = "";
        List<(string Phase, double Seconds)> stops = [];
        for (int stop = 0; stop < count;)
        {
            if (run.Length == 0)
            {
                run = _folder[$"run{stop}"];
            }

            bool begun = HasCheckpoint(run);
            using Process process = ToolProcess.StartWithSignals(begun ? $"resume {run}" : $"train {Training} --out {run}");
            Task<string> error = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            string phase = Await(process, run, random.NextInt(4), TimeSpan.FromSeconds(random.NextDouble() * 4));
            if (process.HasExited)
            {
                // It came to its end before the moment.
                Assert.Equal((0, ""), (process.ExitCode, await error));
            }
            else
            {
                long start = Stopwatch.GetTimestamp();
                ToolProcess.Signal(process.Id, Signals[random.NextInt(3)]);
                Assert.True(process.WaitForExit(60_000));
                stops.Add((phase, Stopwatch.GetElapsedTime(start).TotalSeconds));
                stop++;
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{phase} {stops[^1].Seconds:F2} {process.ExitCode}"));
                if (phase == "start-up" && process.ExitCode is 129 or 130 or 143)
                {
                    // Before the tool itself is there to hear the signal, the system ends the process, and nothing was begun.
                    Assert.False(process.ExitCode != 130 && !begun && Directory.Exists(run));
                }
                else if (process.ExitCode != 0)
                {
                    Assert.Equal((130, "error: interrupted"), (process.ExitCode, (await error).Trim()));
                }
            }

            if (File.Exists(Path.Combine(run, "summary.json")) && Status(run) is "done")
            {
                AssertEqual(run);
                run = "";
            }
        }

        if (HasCheckpoint(run))
        {
            Assert.Equal(0, ToolProcess.Run($"resume {run}").ExitCode);
            AssertEqual(run);
        }

        WriteTable(stops);
        Assert.All(stops, stop => Assert.InRange(stop.Seconds, 0, Bar));
    }

    [Theory]
    [InlineData("evaluate --policy random battle/27m_vs_30m --episodes 1000000")]
    [InlineData("check battle/27m_vs_30m --episodes 1000000")]
    [InlineData("analyze --random-games 100000000 --agents 3 --actions 4")]
    [InlineData("analyze matrix/random --set env.actions=6 --set env.agents=4 --max-orders 1000000000000")]
    [InlineData("bench kernels")]
    [InlineData("bench environments")]
    [InlineData("bench learner")]
    [InlineData("bench training qmix battle/3m --steps 1000000")]
    [InlineData("sweep § --slots 2")]
    [InlineData("reproduce qtran/table-1 --slots 2")]
    [InlineData("dashboard . --listen 127.0.0.1:0")]
    public async Task A_long_command_that_is_asked_to_terminate_ends_with_130_in_time(string command)
    {
        string study = _folder.Write(
            "study.yaml", "name: study\nalgorithms: [vdn, qmix]\nenvironments: [battle/3m]\nseeds: [1, 2]\nset: {training.steps: 1000000}\n");
        using Process process = ToolProcess.StartWithSignals(command.Replace("§", study, StringComparison.Ordinal), _folder.Path);
        Task<string> error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        Assert.False(process.WaitForExit(4000));
        int[] children = Children(process.Id);
        Assert.Equal(command.Contains("slots", StringComparison.Ordinal) ? 2 : 0, children.Length);
        long start = Stopwatch.GetTimestamp();
        ToolProcess.Signal(process.Id, "TERM");
        Assert.True(process.WaitForExit(60_000));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, Bar);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(command.StartsWith("dashboard", StringComparison.Ordinal) ? "" : "error: interrupted", (await error).Trim());
        Assert.All(children, child => Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{child}"), TimeSpan.FromSeconds(5))));
    }

    [Fact]
    public async Task A_second_signal_leaves_at_once_and_what_was_saved_is_whole()
    {
        string run = _folder["run"];
        using Process process = ToolProcess.StartWithSignals($"train {Training} --out {run}");
        Task<string> error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => HasCheckpoint(run), TimeSpan.FromMinutes(1)));
        ToolProcess.Signal(process.Id, "TERM");
        ToolProcess.Signal(process.Id, "TERM");
        long start = Stopwatch.GetTimestamp();
        Assert.True(process.WaitForExit(60_000));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 2);
        Assert.Equal((130, "error: interrupted"), (process.ExitCode, (await error).Trim()));
        Assert.Equal(0, ToolProcess.Run($"resume {run}").ExitCode);
    }

    [Fact]
    public async Task What_the_shell_made_it_ignore_stays_ignored_and_a_request_to_terminate_is_heard()
    {
        using Process process = ToolProcess.StartWithSignals("bench kernels", null, "--ignore-signal=INT,HUP,QUIT");
        Task<string> error = process.StandardError.ReadToEndAsync();
        Assert.StartsWith("phalanx", process.StandardOutput.ReadLine(), StringComparison.Ordinal);
        foreach (string signal in (string[])["INT", "HUP", "QUIT"])
        {
            ToolProcess.Signal(process.Id, signal);
        }

        Assert.False(process.WaitForExit(700));
        ToolProcess.Signal(process.Id, "TERM");
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal((130, "error: interrupted"), (process.ExitCode, (await error).Trim()));
    }

    [Fact]
    public async Task The_first_process_of_a_container_stops_too()
    {
        // Such a process gets no default actions. Where the machine does not let one be made, there is nothing to see.
        const string Container = "unshare --pid --fork --mount-proc --kill-child=KILL";
        using (Process possible = Process.Start(new ProcessStartInfo("unshare", $"{Container["unshare ".Length..]} true") { RedirectStandardError = true })!)
        {
            possible.WaitForExit();
            if (possible.ExitCode != 0)
            {
                return;
            }
        }

        string run = _folder["run"];
        foreach (int signals in (int[])[1, 2])
        {
            using Process process = ToolProcess.StartWithSignals(
                Directory.Exists(run) ? $"resume {run}" : $"train {Training} --out {run}", null, $"--default-signal=INT,HUP,QUIT {Container}");
            Task<string> error = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            Assert.True(SpinWait.SpinUntil(() => File.Exists(Path.Combine(run, "progress.json")) && Status(run) == "running", TimeSpan.FromMinutes(1)));
            int first = Assert.Single(Children(process.Id));
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < signals; i++)
            {
                ToolProcess.Signal(first, "TERM");
            }

            Assert.True(process.WaitForExit(60_000));
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, Bar);
            Assert.Equal((130, "error: interrupted"), (process.ExitCode, (await error).Trim()));
        }
    }

    private void WriteTable(IEnumerable<(string Phase, double Seconds)> stops)
    {
        foreach (IGrouping<string, (string Phase, double Seconds)> phase in stops.GroupBy(stop => stop.Phase).OrderBy(phase => phase.Key, StringComparer.Ordinal))
        {
            double[] seconds = [.. phase.Select(stop => stop.Seconds).Order()];
            log.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {phase.Key} | {seconds.Length} | {seconds[seconds.Length / 2]:F2} s | {seconds[^1]:F2} s |"));
        }
    }

    /// <summary>Waits for a moment: after a time, or in the next checkpoint or test.</summary>
    /// <returns>What the run was doing.</returns>
    private static string Await(Process process, string run, int kind, TimeSpan time)
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
    private static string PhaseOf(Process process, string run)
    {
        JsonElement? progress = Progress(run);
        return progress?.GetProperty("pid").GetInt32() == process.Id ? progress.Value.GetProperty("phase").GetString()! : "start-up";
    }

    private static string? Status(string run) => Progress(run)?.GetProperty("state").GetString();

    private static JsonElement? Progress(string run)
    {
        string path = Path.Combine(run, "progress.json");
        return SharedReading.AllOf(path, 1 << 16) is { } content ? JsonDocument.Parse(content).RootElement : null;
    }

    private static bool HasCheckpoint(string run) =>
        Directory.Exists(Path.Combine(run, "checkpoints")) && Directory.EnumerateDirectories(Path.Combine(run, "checkpoints"), "?*").Any(path => Path.GetFileName(path)[0] != '.');

    private static int[] Children(int process) =>
    [
        .. Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
    ];

    private void AssertEqual(string run)
    {
        Assert.Equal(File.ReadAllText(_folder["whole/metrics.csv"]), File.ReadAllText(Path.Combine(run, "metrics.csv")));
        Assert.Equal(
            File.ReadAllBytes(Last(_folder["whole"])), File.ReadAllBytes(Last(run)));
        Assert.Equal(Curve(_folder["whole"]), Curve(run));

        static string Last(string run) => Path.Combine(
            Directory.GetDirectories(Path.Combine(run, "checkpoints")).MaxBy(path => long.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))!,
            "weights.safetensors");

        static (string Tag, long Step, float Value)[] Curve(string run) =>
            [.. EventFileReader.Read(Assert.Single(Directory.GetFiles(run, "events.*"))).SelectMany(read => read.Scalars.Select(scalar => (scalar.Tag, read.Step, scalar.Value)))];
    }
}
