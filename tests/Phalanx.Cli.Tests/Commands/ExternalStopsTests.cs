using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Phalanx.Learning.Runs;
using Phalanx.Testing.External;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>Trainings in programs of others that are stopped from outside: none of the programs is left, and the run goes on as if it had not been stopped.</summary>
public sealed class ExternalStopsTests : IDisposable
{
    private const string Options =
        "--set evaluation.interval=100 --set evaluation.episodes=3 --set learner.batch_episodes=2 --set rollout.environments=4 --set checkpoint.interval=100 --set agent.hidden=16";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Ctrl-C at a terminal goes to all programs that run there: to one that lets it pass, as those do that are served by what we give, and to one that it ends.</summary>
    [LinuxTheory]
    [InlineData("KILL", "good", 2, 1)]
    [InlineData("INT", "good", 1, 2)]
    [InlineData("INT", "plain", 2, 2)]
    public void A_run_that_is_stopped_leaves_no_program_and_goes_on_with_the_same_bits(string signal, string behaviour, int processes, int threads) =>
        StopAndGoOn(signal, behaviour, processes, threads);

    [LinuxTheory]
    [Trait("Category", "Slow")]
    [InlineData("KILL", "good", 1, 1)]
    [InlineData("KILL", "good", 1, 2)]
    [InlineData("KILL", "good", 2, 2)]
    [InlineData("KILL", "plain", 4, 1)]
    [InlineData("KILL", "good", 4, 2)]
    [InlineData("INT", "good", 1, 1)]
    [InlineData("INT", "good", 2, 1)]
    [InlineData("INT", "good", 4, 2)]
    [InlineData("INT", "plain", 1, 2)]
    [InlineData("INT", "plain", 4, 1)]
    public void So_does_one_in_any_number_of_programs_on_any_number_of_threads(string signal, string behaviour, int processes, int threads) =>
        StopAndGoOn(signal, behaviour, processes, threads);

    private void StopAndGoOn(string signal, string behaviour, int processes, int threads)
    {
        string run = _folder["run"], whole = _folder["whole"];
        int[] programs = TrainUntilStopped(run, signal, behaviour, processes, threads);
        Assert.Equal(processes, programs.Length);
        Assert.All(programs, program => Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{program}"), Soon), $"{program} is left"));

        long steps = new RunMetrics(run).LastStep + 200;
        CommandLine resumed = CommandLine.Run(string.Create(CultureInfo.InvariantCulture, $"resume {run} --allow-command --threads {threads} --steps {steps}"));
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(0, CommandLine.Run(string.Create(CultureInfo.InvariantCulture, $"train qmix checkers --out {whole} {Options} --steps {steps}")).ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(whole, "metrics.csv")), File.ReadAllText(Path.Combine(run, "metrics.csv")));
    }

    /// <summary>Trains in a process of its own, and stops it once there is something to go on from.</summary>
    /// <returns>The programs that it had started.</returns>
    private int[] TrainUntilStopped(string run, string signal, string behaviour, int processes, int threads)
    {
        string command = ServedProgram.Settings("checkers", behaviour).Command;
        string config = _folder.Write("settings.yaml", $"env:\n  command: \"{command}\"\n  processes: {processes}\n");

        // In a group of its own, as a terminal would start it.
        using Process tool = ToolProcess.Start(
            $"train qmix external --config {config} --out {run} {Options} --steps 100000 --threads {threads}", null, "--default-signal=INT,HUP,QUIT setsid");
        var lines = new ConcurrentQueue<string>();
        tool.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        tool.BeginErrorReadLine();
        _ = tool.StandardOutput.ReadToEndAsync();
        while (new RunMetrics(run).LastStep < 300 && !tool.HasExited)
        {
            Thread.Sleep(50);
        }

        if (signal == "KILL")
        {
            ToolProcess.Signal(tool.Id, signal);
        }
        else
        {
            ToolProcess.SignalGroup(tool.Id, signal);
        }

        Assert.True(tool.WaitForExit(60_000));
        tool.WaitForExit();
        string[] told = [.. lines.Where(line => line.Length > 0 && !line.StartsWith("[external ", StringComparison.Ordinal))];
        Assert.Equal(signal == "KILL" ? [] : ["error: interrupted"], told);
        Assert.Equal(signal == "KILL" ? 137 : 130, tool.ExitCode);
        Assert.Equal(signal == "KILL" ? RunState.Running : RunState.Interrupted, RunStatus.Read(Path.Combine(run, "progress.json"))!.State);
        return [.. lines.Where(line => line.Contains("] pid ", StringComparison.Ordinal)).Select(line => int.Parse(line.Split("pid ")[1], CultureInfo.InvariantCulture))];
    }

    /// <summary>What a run has written of its tests so far.</summary>
    private readonly struct RunMetrics(string run)
    {
        /// <summary>The environment steps of the last row; 0 while there is none.</summary>
        public long LastStep
        {
            get
            {
                string file = Path.Combine(run, "metrics.csv");
                string[] rows = File.Exists(file) ? File.ReadAllText(file).Split('\n') : [];
                return rows.Length > 2 ? long.Parse(rows[^2].Split(',')[0], CultureInfo.InvariantCulture) : 0;
            }
        }
    }
}
