namespace Phalanx.Cli.Tests.Commands;

public class CheckCommandTests
{
    [Fact]
    public void An_environment_that_keeps_the_rules_is_told_so()
    {
        var run = CommandLine.Run("check matrix/qtran");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"environment 'matrix/qtran' keeps every rule{Environment.NewLine}", run.Output);
    }

    [Fact]
    public void What_cannot_be_made_or_found_is_the_users_error()
    {
        CommandLine.Run("check matrix/qtrn").AssertError(2, "unknown environment 'matrix/qtrn'; did you mean 'matrix/qtran'?");
        CommandLine.Run("check matrix/file").AssertError(2, "env.path is empty; it must be the path of a .json or .csv file of payoffs");
    }
}
