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
    public void Where_there_is_no_run_nothing_is_resumed()
    {
        var run = CommandLine.Run($"resume {_folder["none"]} --json");
        run.AssertError(2, $"there is no run at '{_folder["none"]}'");
        Assert.Equal($"there is no run at '{_folder["none"]}'", run.Json.GetProperty("error").GetString());
    }

    [Fact]
    public void A_run_must_be_named() => CommandLine.Run("resume").AssertError(2, "'phalanx resume' needs <run-dir>");
}
