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
            output.ToString().Split(Environment.NewLine), "warning: progress could not be shown to the end: no space left");
        Assert.Equal(1, output.Refusals);
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
