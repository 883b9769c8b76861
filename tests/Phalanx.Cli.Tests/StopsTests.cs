using System.Diagnostics;
using System.Globalization;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests;

/// <summary>The tool, stopped from outside. The drill <c>signals</c> does it at many random moments.</summary>
public sealed class StopsTests : IDisposable
{
    private const double Bar = 5;

    // A run of a few seconds in which tests and checkpoints take a good part of the time.
    private const string Training =
        "qmix battle/3m --seed 3 --steps 4000 --threads 2 --set evaluation.interval=500 --set evaluation.episodes=200 --set checkpoint.interval=400 "
        + "--set agent.hidden=192 --set learner.batch_episodes=8";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

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
        using Process process = ToolProcess.Start(command.Replace("§", study, StringComparison.Ordinal), _folder.Path);
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
        using Process process = ToolProcess.Start($"train {Training} --out {run}");
        Task<string> error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => Status(run) is { Checkpoint: not null }, TimeSpan.FromMinutes(1)));
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
        using Process process = ToolProcess.Start("bench kernels", null, "--ignore-signal=INT,HUP,QUIT");
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
            using Process process = ToolProcess.Start(
                Directory.Exists(run) ? $"resume {run}" : $"train {Training} --out {run}", null, $"--default-signal=INT,HUP,QUIT {Container}");
            Task<string> error = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            Assert.True(SpinWait.SpinUntil(() => Status(run) is { State: RunState.Running }, TimeSpan.FromMinutes(1)));
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

    private static RunStatus? Status(string run) => RunStatus.Read(Path.Combine(run, "progress.json"));

    private static int[] Children(int process) =>
    [
        .. Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
    ];
}
