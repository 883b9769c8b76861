namespace Phalanx.Cli.Tests.Commands;

/// <summary>Commands that train, or play with a trained team, leave no environment alive, however they end.</summary>
public class RunDisposalTests
{
    private const string Options = "--steps 200 --set evaluation.interval=50 --set learner.batch_episodes=4";

    [Fact]
    public void Every_command_on_a_run_disposes_every_environment()
    {
        using var folder = new TemporaryFolder();
        var counting = new CountingEnvironments();
        string run = folder["run"];
        string[] commands =
        [
            $"train vdn {CountingEnvironments.Name} {Options} --out {run}",
            $"resume {run} --steps 300",
            $"evaluate {run} --episodes 70",
            $"analyze {CountingEnvironments.Name} --learn vdn --steps 50",
        ];
        foreach (string command in commands)
        {
            int made = counting.Made;
            CommandLine line = Run(command, counting);
            Assert.Equal((0, ""), (line.ExitCode, line.Error));
            Assert.True(counting.Made > made);
            Assert.Equal(0, counting.Alive);
        }
    }

    [Fact]
    public void An_evaluation_of_a_run_makes_only_the_environments_that_it_plays_in()
    {
        using var folder = new TemporaryFolder();
        var counting = new CountingEnvironments();
        Run($"train vdn {CountingEnvironments.Name} {Options} --out {folder["run"]}", counting);
        int made = counting.Made;
        Run($"evaluate {folder["run"]} --episodes 7", counting);
        Assert.Equal(made + 7, counting.Made);
    }

    [Theory]
    [InlineData("train vdn counting --out")]
    [InlineData("resume --steps 1000")]
    [InlineData("evaluate --episodes 1000")]
    public void A_command_that_is_interrupted_or_fails_disposes_every_environment(string command)
    {
        using var folder = new TemporaryFolder();
        bool trains = command.StartsWith("train", StringComparison.Ordinal);
        string run = folder["run"];
        if (!trains)
        {
            Run($"train vdn {CountingEnvironments.Name} {Options} --out {run}", new CountingEnvironments());
        }

        string line = $"{command} {run} {(trains ? Options : "")}";
        using var interrupt = new CancellationTokenSource();
        var interrupted = CountingEnvironments.Cancelling(interrupt);
        Assert.Equal(130, Run(line, interrupted, interrupt.Token).ExitCode);
        Assert.Equal(0, interrupted.Alive);

        if (trains)
        {
            Directory.Delete(run, recursive: true);
        }

        var failing = new CountingEnvironments { FailsAtStep = 120 };
        Assert.Equal(1, Run(line, failing).ExitCode);
        Assert.Equal((true, 0), (failing.Made > 0, failing.Alive));
    }

    [Fact]
    public void An_analysis_that_learns_disposes_every_environment_when_it_is_interrupted_or_fails()
    {
        const string Analyze = $"analyze {CountingEnvironments.Name} --learn vdn --steps 1000";
        using var interrupt = new CancellationTokenSource();
        var interrupted = CountingEnvironments.Cancelling(interrupt);
        Assert.Equal(130, Run(Analyze, interrupted, interrupt.Token).ExitCode);
        Assert.Equal((true, 0), (interrupted.Made > 0, interrupted.Alive));

        var failing = new CountingEnvironments { FailsAtStep = 120 };
        Assert.Equal(1, Run(Analyze, failing).ExitCode);
        Assert.Equal((true, 0), (failing.Made > 0, failing.Alive));
    }

    private static CommandLine Run(string arguments, CountingEnvironments counting, CancellationToken cancellation = default) =>
        CommandLine.Run(arguments, new Library { Environments = counting.Registry() }, cancellation);
}
