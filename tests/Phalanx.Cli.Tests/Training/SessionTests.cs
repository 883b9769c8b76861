namespace Phalanx.Cli.Tests.Training;

public class SessionTests
{
    private const string Train = "train vdn matrix/qtran --steps 60 --set evaluation.interval=20 --set learner.batch_episodes=4 --out";

    [Fact]
    public void Redirected_progress_is_a_line_for_every_test_before_the_final_figures()
    {
        using var folder = new TemporaryFolder();
        string[] lines = CommandLine.Run($"{Train} {folder["run"]}").Output.Split(Environment.NewLine);
        Assert.Equal(
            ["t_env 20 of 60", "t_env 40 of 60", "t_env 60 of 60"],
            lines.Where(IsProgress).Select(line => string.Join(' ', line.Split([' ', ':'])[..4])));
        Assert.True(Array.FindLastIndex(lines, IsProgress) < Array.FindIndex(lines, line => line.StartsWith("final:", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.StartsWith("warning:", StringComparison.Ordinal));
    }

    [Fact]
    public void Progress_that_cannot_be_shown_is_told_in_one_line_and_the_run_ends_well()
    {
        using var folder = new TemporaryFolder();
        using var output = new FullOutput();
        int exitCode = Tool.Run($"{Train} {folder["run"]}".Split(' '), output, TextWriter.Null, default);
        Assert.Equal(0, exitCode);
        Assert.Single(
            output.ToString().Split(Environment.NewLine), "warning: progress could not be shown to the end: cannot write the output: no space left");
        Assert.Equal(1, output.Refusals);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --json")]
    public void What_a_run_is_short_of_is_a_line_of_standard_error_and_a_fault_in_the_end(string json)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["run"]);
        using var disk = new FailingDisk(folder["run"]) { Below = "replay", Capacity = 0 };
        var run = CommandLine.Run($"{Train} {folder["run"]} --set checkpoint.interval=30 --set checkpoint.retry_minutes=0{json}");
        Assert.Equal(0, run.ExitCode);
        string[] warnings = run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, warnings.Length); // at t_env 30 and 60
        Assert.All(warnings, line => Assert.StartsWith($"warning: cannot write '{folder["run/replay/episodes-000000000000.bin"]}': no space is left on the disk; ", line, StringComparison.Ordinal));

        disk.Below = "";
        disk.Error = 30;
        var resumed = CommandLine.Run($"resume {folder["run"]} --steps 90");
        Assert.Equal(1, resumed.ExitCode);
        Assert.Contains("the file system is read-only", resumed.Error, StringComparison.Ordinal);
    }

    private static bool IsProgress(string line) => line.StartsWith("t_env", StringComparison.Ordinal);

    /// <summary>Takes all lines but those of progress.</summary>
    private sealed class FullOutput : StringWriter
    {
        public int Refusals { get; private set; }

        public override void WriteLine(string? value)
        {
            if (IsProgress(value!))
            {
                Refusals++;
                throw new IOException("no space left");
            }

            base.WriteLine(value);
        }
    }
}
