namespace Phalanx.Cli.Tests.Commands;

public sealed class ResumeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_is_resumed_has_the_metrics_of_one_that_never_stopped()
    {
        const string Common = "train qmix matrix/two-step --set evaluation.interval=60 --seed 2";
        Assert.Equal(0, CommandLine.Run($"{Common} --steps 400 --out {_folder["whole"]}").ExitCode);
        Assert.Equal(0, CommandLine.Run($"{Common} --steps 200 --out {_folder["cut"]}").ExitCode);
        var resumed = CommandLine.Run($"resume {_folder["cut"]} --steps 400 --json");
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(400, resumed.Json.GetProperty("t_env").GetInt64());
        Assert.Equal(File.ReadAllBytes(_folder["whole/metrics.csv"]), File.ReadAllBytes(_folder["cut/metrics.csv"]));
        Assert.Equal(7, File.ReadAllLines(_folder["cut/metrics.csv"]).Length);
    }

    [Fact]
    public void What_changes_no_result_can_be_given_anew_and_stays()
    {
        const string Common = "train qmix matrix/two-step --set evaluation.interval=60 --set checkpoint.interval=50 --seed 2";
        Assert.Equal(0, CommandLine.Run($"{Common} --steps 400 --out {_folder["whole"]}").ExitCode);
        Assert.Equal(0, CommandLine.Run($"{Common} --steps 200 --out {_folder["cut"]}").ExitCode);
        var resumed = CommandLine.Run($"resume {_folder["cut"]} --steps 400 --set checkpoint.keep=1 --set checkpoint.retry_minutes=0.5");
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(File.ReadAllBytes(_folder["whole/metrics.csv"]), File.ReadAllBytes(_folder["cut/metrics.csv"]));
        Assert.Equal(["400"], Directory.GetDirectories(_folder["cut/checkpoints"]).Select(Path.GetFileName));
        Assert.Contains("  keep: 1\n", File.ReadAllText(_folder["cut/settings.yaml"]), StringComparison.Ordinal);
        Assert.Contains("  retry_minutes: 0.5\n", File.ReadAllText(_folder["cut/settings.yaml"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learner.lr=0.1", "learner.lr decides the result of a run, and is 0.0005 in this one; begin another run to have 0.1")]
    [InlineData("training.steps=300", "training.steps decides the result of a run, and is 200 in this one; give --steps to go on for longer")]
    [InlineData("checkpoint.keep=0", "checkpoint.keep")]
    [InlineData("checkpoint.kep=1", "did you mean")]
    public void What_decides_the_result_cannot(string assignment, string says)
    {
        Assert.Equal(0, CommandLine.Run($"train qmix matrix/two-step --steps 200 --out {_folder["run"]}").ExitCode);
        byte[] settings = File.ReadAllBytes(_folder["run/settings.yaml"]);
        var refused = CommandLine.Run($"resume {_folder["run"]} --set {assignment}");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(says, refused.Error);
        Assert.Equal(settings, File.ReadAllBytes(_folder["run/settings.yaml"]));
        Assert.Equal(0, CommandLine.Run($"resume {_folder["run"]} --set learner.lr=0.0005").ExitCode); // as it is
    }

    [Fact]
    public void Where_there_is_no_run_nothing_is_resumed()
    {
        var run = CommandLine.Run($"resume {_folder["none"]} --json");
        run.AssertError(2, $"there is no run at '{_folder["none"]}'");
        Assert.Equal($"there is no run at '{_folder["none"]}'", run.Json.GetProperty("error").GetString());
    }

    [Fact]
    public void A_run_must_be_named() => CommandLine.Run("resume").AssertError(2, "'phalanx resume' needs <run-dir>");
}
