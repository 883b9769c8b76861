using Phalanx.Foundation;

namespace Phalanx.Cli.Tests;

public class ToolTests
{
    [Theory]
    [InlineData("--help", "bench")]
    [InlineData("train --help", "--preset")]
    [InlineData("bench --help", "kernels")]
    [InlineData("bench kernels --help", "--threads")]
    public void Help_lists_what_may_follow(string arguments, string expected)
    {
        var run = CommandLine.Run(arguments);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
        Assert.Contains("phalanx", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("<run-dir> is empty", "resume", "")]
    [InlineData("<file> is empty", "sweep", "")]
    [InlineData("option '--out' is empty", "train", "iql", "matrix/qtran", "--out", "")]
    public void What_a_shell_makes_of_a_variable_that_is_not_set_is_refused(string message, params string[] words)
    {
        StringWriter error = new();
        Assert.Equal(2, Tool.Run(words, TextWriter.Null, error, CancellationToken.None));
        Assert.Equal($"error: {message}{Environment.NewLine}", error.ToString());
    }

    [Theory]
    [InlineData("", "'phalanx' needs a command: train, resume, evaluate, export, verify, watch, dashboard, list, show, check, analyze, sweep, report, replay, reproduce, cluster, bench, sc2-server, doctor")]
    [InlineData("bench", "'phalanx bench' needs a command: kernels, environments, rollout, learner, training, cluster, starcraft, analysis")]
    [InlineData("benhc", "unknown command 'benhc'; did you mean 'bench'?")]
    [InlineData("nonsense", "unknown command 'nonsense'; see 'phalanx --help'")]
    [InlineData("bench kernls", "unknown command 'kernls'; did you mean 'kernels'?")]
    [InlineData("--bogus", "unknown option '--bogus'; see 'phalanx --help'")]
    [InlineData("bench kernels --thread 2", "unknown option '--thread'; did you mean '--threads'?")]
    [InlineData("bench kernels --hlep", "unknown option '--hlep'; did you mean '--help'?")]
    [InlineData("bench kernels kernels/peak extra", "unknown argument 'extra'; see 'phalanx bench kernels --help'")]
    [InlineData("sweep --plan -- -none.yaml", "cannot read '-none.yaml': there is no such file")]
    [InlineData("sweep -none.yaml", "unknown option '-none.yaml'; see 'phalanx sweep --help'")]
    [InlineData("sc2-server --first-unit -5", "option '--first-unit' is '-5'; allowed is a whole number, not negative")]
    [InlineData("bench kernels --threads", "option '--threads' needs a value")]
    [InlineData("bench kernels --threads two", "option '--threads' is 'two'; allowed is a whole number")]
    [InlineData("bench kernels --threads 0", "option '--threads' is '0'; allowed are 1 to 256")]
    [InlineData("bench kernels --threads 1 --threads 2", "option '--threads' is given more than once")]
    [InlineData("bench kernels kernel/gem", "no benchmark is named 'kernel/gem...'; did you mean 'kernels/gemm/'?")]
    public void A_mistake_of_the_user_is_told_in_one_line(string arguments, string message)
    {
        var run = CommandLine.Run(arguments);
        run.AssertError(2, message);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_word_with_an_at_sign_is_a_word_and_not_a_file_of_arguments()
    {
        var run = CommandLine.Run("bench kernels @peak");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: no benchmark is named '@peak...'; the names begin with kernels/, kernels/gemm/, ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bench kernels nothing/such --json")]
    [InlineData("bench kernels --json --threads two")]
    [InlineData("benhc --json")]
    public void With_json_an_error_is_a_document_as_well(string arguments)
    {
        var run = CommandLine.Run(arguments);
        string message = run.Json.GetProperty("error").GetString()!;
        Assert.Single(run.Json.EnumerateObject());
        run.AssertError(2, message);
    }

    [Fact]
    public void An_interrupted_command_ends_with_130()
    {
        var run = CommandLine.Run("bench kernels kernels/peak --json", new CancellationToken(canceled: true));
        run.AssertError(130, "interrupted");
        Assert.Equal("interrupted", run.Json.GetProperty("error").GetString());
    }

    [Fact]
    public void An_unexpected_fault_ends_with_1_and_one_line()
    {
        var error = new StringWriter();
        int exitCode = Tool.Run(["bench", "kernels", "kernels/peak"], new Unwritable(new InvalidOperationException("a\nmistake")), error, default);
        Assert.Equal(1, exitCode);
        Assert.Equal($"error: InvalidOperationException: a mistake{Environment.NewLine}", error.ToString());
    }

    [Theory]
    [InlineData("list algorithms")]
    [InlineData("list algorithms --json")]
    [InlineData("--help")]
    public void A_full_disk_behind_the_output_is_told_as_one(string arguments)
    {
        var error = new StringWriter();
        Assert.Equal(1, Tool.Run(arguments.Split(' '), new Unwritable(FailingFileStream.Full()), error, default));
        Assert.Equal($"error: cannot write the output: no space is left on the disk{Environment.NewLine}", error.ToString());
    }

    [Fact]
    public void Output_that_is_closed_is_told_as_the_users_error()
    {
        var error = new StringWriter();
        Assert.Equal(2, Tool.Run(["list", "algorithms"], new Unwritable(new UnauthorizedAccessException()), error, default));
        Assert.Equal($"error: cannot write the output: access is denied{Environment.NewLine}", error.ToString());
    }

    [Fact]
    public void Where_no_error_can_be_written_either_the_exit_code_tells()
    {
        var full = new Unwritable(FailingFileStream.Full());
        Assert.Equal(1, Tool.Run(["list", "algorithms", "--json"], full, full, default));
        Assert.Equal(2, Tool.Run(["lst", "--json"], full, full, default));
    }

    /// <summary>A stream that cannot be written.</summary>
    private sealed class Unwritable(Exception failure) : StringWriter
    {
        public override void Write(char value) => throw failure;

        public override void Write(string? value) => throw failure;

        public override void WriteLine(string? value) => throw failure;
    }
}
