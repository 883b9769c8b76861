using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_latest_checkpoint_plays_as_the_run_did_in_the_end()
    {
        // Noisy payoffs: equal figures come from equal episodes only.
        var trained = CommandLine.Run($"train vdn matrix/resq-noisy --steps 100 --out {_folder["run"]} --json");
        JsonElement evaluated = CommandLine.Run($"evaluate {_folder["run"]} --json").Json;
        Assert.Equal(trained.Json.GetProperty("final").ToString(), evaluated.GetProperty("figures").ToString());
        Assert.Equal(100, evaluated.GetProperty("t_env").GetInt64());
        Assert.Equal(30, evaluated.GetProperty("episodes").GetInt32());
        Assert.Equal(0, evaluated.GetProperty("seed").GetInt32());
        JsonElement other = CommandLine.Run($"evaluate {_folder["run"]} --seed 9 --json").Json;
        Assert.NotEqual(evaluated.GetProperty("figures").ToString(), other.GetProperty("figures").ToString());
    }

    [Fact]
    public void For_people_it_is_two_lines()
    {
        CommandLine.Run($"train qmix matrix/qtran --steps 50 --out {_folder["run"]}");
        var run = CommandLine.Run($"evaluate {_folder["run"]} --episodes 3 --seed 4");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.Equal("qmix on matrix/qtran after 50 steps, 3 greedy episodes, seed 4", lines[0]);
        Assert.StartsWith("test_return_mean ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_run_or_no_number_of_episodes_is_refused()
    {
        CommandLine.Run($"evaluate {_folder.Path}").AssertError(
            2, $"'{_folder.Path}' is not a run directory, or a damaged one: it has no settings.yaml");
        CommandLine.Run($"evaluate {_folder.Path} --episodes 0").AssertError(2, "option '--episodes' is '0'; it must be at least 1");
    }

    [Fact]
    public void It_can_be_interrupted()
    {
        CommandLine.Run($"train vdn matrix/qtran --steps 50 --out {_folder["run"]}");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        CommandLine.Run($"evaluate {_folder["run"]}", cancelled.Token).AssertError(130, "interrupted");
    }
}
