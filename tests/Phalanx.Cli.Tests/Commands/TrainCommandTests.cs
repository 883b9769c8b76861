using System.Text.Json;
using Phalanx.Learning.Runs;

namespace Phalanx.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_leaves_a_run_directory_and_prints_the_document_of_its_summary()
    {
        var run = CommandLine.Run($"train vdn-s matrix/qtran --steps 200 --seed 3 --threads 1 --out {_folder["run"]} --json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement document = run.Json;
        Assert.Equal(_folder["run"], document.GetProperty("run").GetString());
        Assert.Equal("vdn-s", document.GetProperty("algorithm").GetString());
        Assert.Equal("matrix/qtran", document.GetProperty("environment").GetString());
        Assert.Equal(3, document.GetProperty("seed").GetInt32());
        Assert.Equal(200, document.GetProperty("t_env").GetInt64());
        Assert.Equal(200, document.GetProperty("episodes").GetInt64());
        Assert.Equal(169, document.GetProperty("training_steps").GetInt64());
        Assert.True(document.GetProperty("wall_seconds").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Number, document.GetProperty("final").GetProperty("test_return_mean").ValueKind);
        Assert.Equal(JsonValueKind.Number, document.GetProperty("best").GetProperty("test_return_mean").ValueKind);
        JsonElement oneStep = document.GetProperty("one_step");
        Assert.Equal(2, oneStep.GetProperty("greedy_joint_action").GetArrayLength());
        Assert.Equal(3, oneStep.GetProperty("joint_values")[2].GetArrayLength());
        Assert.Equal(3, oneStep.GetProperty("utilities")[1].GetArrayLength());
        Assert.Equal(document.GetProperty("final").GetProperty("test_return_mean").GetDouble(), oneStep.GetProperty("greedy_payoff").GetDouble());
        Assert.Equal(run.Output.ReplaceLineEndings("\n"), RunSummary.Read(_folder["run/summary.json"]).ToJson() + "\n");
        Assert.True(Directory.Exists(_folder["run/checkpoints/200"]));
    }

    [Fact]
    public void A_redirected_run_prints_a_line_for_each_test_and_the_tables_at_the_end()
    {
        var run = CommandLine.Run($"train iql matrix/qtran --steps 200 --set evaluation.interval=100 --out {_folder["run"]}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.Equal($"iql on matrix/qtran, seed 0, 200 steps, in {_folder["run"]}", lines[0]);
        Assert.StartsWith("replay of 5000 episodes: at most ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("memory: about ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("disk: about ", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(" free", lines[3], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.StartsWith("t_env ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("final: test_return_mean ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("best:  test_return_mean ", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("payoff ", StringComparison.Ordinal));
        Assert.Equal($"the run is in {_folder["run"]}", lines[^2]);
    }

    [Fact]
    public void The_settings_of_a_run_are_all_that_another_one_needs()
    {
        var first = CommandLine.Run($"train qmix matrix/climb --steps 60 --seed 5 --set learner.lr=1e-3 --out {_folder["first"]} --json");
        var second = CommandLine.Run($"train --config {_folder["first/settings.yaml"]} --out {_folder["second"]} --json");
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(File.ReadAllText(_folder["first/settings.yaml"]), File.ReadAllText(_folder["second/settings.yaml"]));
        Assert.Equal(first.Json.GetProperty("one_step").ToString(), second.Json.GetProperty("one_step").ToString());
    }

    [Fact]
    public void A_run_that_exists_is_refused_and_left_as_it_was()
    {
        string command = $"train vdn matrix/qtran --steps 50 --out {_folder["run"]}";
        Assert.Equal(0, CommandLine.Run(command).ExitCode);
        DateTime written = File.GetLastWriteTimeUtc(_folder["run/summary.json"]);
        var again = CommandLine.Run(command);
        again.AssertError(2, $"the run folder '{_folder["run"]}' exists already and is not empty; resume that run, or choose another folder or seed");
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["run/summary.json"]));
    }

    [Theory]
    [InlineData("train qmx matrix/qtran", "there is no algorithm 'qmx'; did you mean 'qmix'?")]
    [InlineData("train qmix matrix/qtrn", "unknown environment 'matrix/qtrn'; did you mean 'matrix/qtran'?")]
    [InlineData("train qmix matrix/qtran --set learner.lrr=1", "unknown setting 'learner.lrr'; did you mean 'learner.lr'?")]
    [InlineData("train qmix matrix/qtran --set learner.lr=-1", "learner.lr is -1; it must be a finite number above 0")]
    [InlineData("train qmix matrix/qtran --steps 0", "training.steps is 0; it must be a whole number of at least 1")]
    [InlineData("train qmix", "no environment is named; name one as an argument, or as env.name in --config")]
    [InlineData("train qmix matrix/qtran --seed -1", "option '--seed' is '-1'; allowed is a whole number, not negative")]
    [InlineData("train qmix matrix/qtran --sead 1", "unknown option '--sead'; did you mean '--seed'?")]
    public void A_run_that_cannot_be_trained_is_refused_before_anything_is_written(string arguments, string message)
    {
        var run = CommandLine.Run($"{arguments} --out {_folder["run"]} --json");
        run.AssertError(2, message);
        Assert.Equal(message, run.Json.GetProperty("error").GetString());
        Assert.False(Directory.Exists(_folder["run"]));
    }

    [Fact]
    public void An_interrupted_run_is_saved_and_ends_with_130()
    {
        var run = CommandLine.Run($"train vdn matrix/qtran --steps 100 --out {_folder["run"]}", new CancellationToken(canceled: true));
        run.AssertError(130, "interrupted");
        Assert.Contains($"saved; 'phalanx resume {_folder["run"]}' goes on", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run($"resume {_folder["run"]}").ExitCode);
        Assert.True(Directory.Exists(_folder["run/checkpoints/100"]));
    }
}
