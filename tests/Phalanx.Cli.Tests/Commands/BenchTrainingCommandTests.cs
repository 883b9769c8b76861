using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

[Collection(AllocationCollection.Name)]
public class BenchTrainingCommandTests
{
    [Fact]
    public void A_run_is_timed_stage_by_stage()
    {
        CommandLine run = CommandLine.Run("bench training qmix matrix/qtran --steps 300 --threads 1 --json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(("qmix", "matrix/qtran", 1), (Text("algorithm"), Text("environment"), run.Json.GetProperty("threads").GetInt32()));
        Assert.Equal(300, run.Json.GetProperty("steps").GetInt64());
        Assert.True(run.Json.GetProperty("training_steps").GetInt64() > 0);
        double seconds = run.Json.GetProperty("seconds").GetDouble();
        JsonElement[] stages = [.. run.Json.GetProperty("stages").EnumerateArray()];
        Assert.Equal(["acting", "stepping", "sampling", "learning", "testing", "saving"], stages.Select(stage => stage.GetProperty("name").GetString()));
        Assert.All(stages, stage => Assert.True(stage.GetProperty("seconds").GetDouble() > 0));
        Assert.InRange(stages.Sum(stage => stage.GetProperty("seconds").GetDouble()), 0.5 * seconds, seconds);
        Assert.Equal(
            ["acting", "learning", "testing"],
            stages.Where(stage => stage.GetProperty("gflops").ValueKind == JsonValueKind.Number).Select(stage => stage.GetProperty("name").GetString()));

        string? Text(string name) => run.Json.GetProperty(name).GetString();
    }

    [Fact]
    public void People_get_a_table_and_nothing_is_left_behind()
    {
        string[] before = Left();
        CommandLine run = CommandLine.Run("bench training vdn matrix/qtran --steps 200 --threads 2");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("vdn on matrix/qtran: 200 steps", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nlearning ", run.Output, StringComparison.Ordinal);
        Assert.Empty(Left().Except(before));

        static string[] Left() => Directory.GetDirectories(Path.GetTempPath(), "phalanx-bench-*");
    }

    [Fact]
    public void What_cannot_be_trained_is_refused() =>
        CommandLine.Run("bench training qmixx matrix/qtran").AssertError(2, "there is no algorithm 'qmixx'; did you mean 'qmix'?");
}
