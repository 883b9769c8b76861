using System.Text.Json;
using Phalanx.Cli.Training;
using Phalanx.Foundation;

namespace Phalanx.Cli.Tests.Commands;

public sealed class WatchCommandTests : IDisposable
{
    private const string Train = "train vdn matrix/qtran --steps 60 --seed 4 --set evaluation.interval=20 --set learner.batch_episodes=4 --out";

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    private string Progress => _folder.At("run", "progress.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_is_done_is_shown_once()
    {
        CommandLine.Run($"{Train} {Run}");
        var watched = CommandLine.Run($"watch {Run}");
        string[] lines = watched.Output.Split(Environment.NewLine);
        Assert.Equal((0, ""), (watched.ExitCode, watched.Error));
        Assert.Equal([$"vdn on matrix/qtran, seed 4, 60 steps, in {Run}", ""], lines[..2]);
        Assert.Equal(["t_env 20 of 60", "t_env 40 of 60", "t_env 60 of 60"], lines[2..5].Select(line => line.Split(':')[0]));
        Assert.Contains(": test_return_mean ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("done at t_env 60, 60 episodes, ", lines[5], StringComparison.Ordinal);
        Assert.Equal("", lines[6]);
    }

    [Fact]
    public void With_json_there_is_a_line_for_every_test()
    {
        CommandLine.Run($"{Train} {Run}");
        string[] lines = CommandLine.Run($"watch {Run} --json").Output.TrimEnd().Split(Environment.NewLine);
        JsonElement[] rows = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([20, 40, 60], rows.Select(row => row.GetProperty("t_env").GetInt64()));
        Assert.Equal(
            File.ReadLines(_folder["run/metrics.csv"]).Skip(1).Select(line => double.Parse(line.Split(',')[2])),
            rows.Select(row => row.GetProperty("test_return_mean").GetDouble()));
        Assert.All(rows, row => Assert.False(row.TryGetProperty("test_battle_won_mean", out _)));
    }

    [Theory]
    [InlineData("interrupted", "null", 130, "interrupted at t_env 60; 'phalanx resume RUN' goes on")]
    [InlineData("failed", "\"the loss is gone\"", 1, "failed at t_env 60: the loss is gone")]
    [InlineData("failed", "\"\\u001b[2J\"", 1, "failed at t_env 60: \\u001B[2J")]
    public void The_exit_code_tells_how_the_run_ended(string state, string error, int exitCode, string outcome)
    {
        CommandLine.Run($"{Train} {Run}");
        Change(("\"done\"", $"\"{state}\""), ("\"error\":null", $"\"error\":{error}"));
        var watched = CommandLine.Run($"watch {Run}");
        Assert.Equal((exitCode, ""), (watched.ExitCode, watched.Error));
        Assert.EndsWith(outcome.Replace("RUN", Run, StringComparison.Ordinal), watched.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(exitCode, CommandLine.Run($"watch {Run} --json").ExitCode);
    }

    [Fact]
    public void A_run_whose_process_is_gone_is_stopped()
    {
        CommandLine.Run($"{Train} {Run}");
        Change(("\"done\"", "\"running\""));
        File.SetLastWriteTimeUtc(Progress, DateTime.UtcNow.AddMinutes(-2));
        var watched = CommandLine.Run($"watch {Run}");
        Assert.Equal(1, watched.ExitCode);
        Assert.Contains("stopped at t_env 60: no sign of life for 2 min ", watched.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_an_earlier_version_is_judged_by_its_files()
    {
        CommandLine.Run($"{Train} {Run}");
        File.Delete(Progress);
        var done = CommandLine.Run($"watch {Run}");
        Assert.Equal(0, done.ExitCode);
        Assert.EndsWith("done at t_env 60", done.Output.TrimEnd(), StringComparison.Ordinal);

        File.Delete(_folder["run/summary.json"]);
        var unknown = CommandLine.Run($"watch {Run}");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("there is no progress.json, so nothing tells whether the run is being trained; its last row is ", unknown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_being_trained_is_watched_to_its_end()
    {
        Task<CommandLine> training = Task.Run(() => CommandLine.Run(
            $"train vdn matrix/qtran --steps 6000 --set evaluation.interval=2000 --out {Run}"));
        while (!File.Exists(Progress) && !training.IsCompleted)
        {
            await Task.Delay(10);
        }

        var watched = CommandLine.Run($"watch {Run} --json");
        Assert.Equal(0, (await training).ExitCode);
        Assert.Equal((0, ""), (watched.ExitCode, watched.Error));
        Assert.Equal(3, watched.Output.TrimEnd().Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Watching_can_be_ended_while_the_run_goes_on()
    {
        CommandLine.Run($"{Train} {Run}");
        Change(("\"done\"", "\"running\""));
        CommandLine.Run($"watch {Run}", new CancellationToken(canceled: true)).AssertError(130, "interrupted");
    }

    [Fact]
    public void Without_a_folder_the_run_that_was_started_last_is_watched()
    {
        foreach (string name in (string[])["a", "b", "c", "d"])
        {
            CommandLine.Run($"{Train} {_folder[$"runs/{name}"]}");
        }

        Assert.Equal($"no run below '{_folder["runs"]}' is being trained; name the folder of one", Refusal("runs"));
        Assert.Equal($"no run below '{_folder["none"]}' is being trained; name the folder of one", Refusal("none"));
        Change(_folder.At("runs", "b", "progress.json"), ("\"done\"", "\"running\""));
        Change(_folder.At("runs", "c", "progress.json"), ("\"done\"", "\"running\""));
        File.WriteAllText(_folder.At("runs", "d", "progress.json"), "{");
        Assert.Equal(_folder["runs/c"], RunningRun.Below(_folder["runs"]));
    }

    [Fact]
    public void What_is_no_run_is_refused() =>
        CommandLine.Run($"watch {_folder["none"]}").AssertError(2, $"there is no run at '{_folder["none"]}'");

    private string Refusal(string name) => Assert.Throws<UserErrorException>(() => RunningRun.Below(_folder[name])).Message;

    private void Change(params (string From, string To)[] changes) => Change(Progress, changes);

    private static void Change(string file, params (string From, string To)[] changes) =>
        File.WriteAllText(file, changes.Aggregate(File.ReadAllText(file), (text, change) => text.Replace(change.From, change.To, StringComparison.Ordinal)));
}
