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

    [Fact]
    public void Settings_of_the_environment_can_be_set_and_no_others()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["game.csv"], "1,2\n3,4\n");
        var run = CommandLine.Run($"check matrix/file --set env.path={folder["game.csv"]}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        CommandLine.Run("check matrix/grid --set env.agnts=3").AssertError(2, "unknown setting 'env.agnts'; did you mean 'env.agents'?");
        CommandLine.Run("check matrix/grid --set learner.lr=1").AssertError(
            2, "--set 'learner.lr=1' is not for the environment; its settings begin with env.");
    }

    [Fact]
    public void A_family_is_checked_by_the_beginning_of_its_names()
    {
        var run = CommandLine.Run("check mpe/ --episodes 2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["environment 'mpe/spread' keeps every rule", "environment 'mpe/tag' keeps every rule"],
            run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        CommandLine.Run("check nothing/").AssertError(2, "no environment has a name that begins with 'nothing/'; see 'phalanx list environments'");
    }

    [Fact]
    public void A_check_can_be_interrupted()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var run = CommandLine.Run("check matrix/qtran", cancelled.Token);
        run.AssertError(130, "interrupted");
    }
}
