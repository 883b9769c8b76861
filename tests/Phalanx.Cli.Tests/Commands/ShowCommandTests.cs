namespace Phalanx.Cli.Tests.Commands;

public class ShowCommandTests
{
    [Fact]
    public void A_setting_is_shown_with_its_value_its_meaning_and_where_it_comes_from()
    {
        var run = CommandLine.Run("show matrix/qtran");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string line = Assert.Single(run.Output.Split(Environment.NewLine), line => line.StartsWith("training.steps:", StringComparison.Ordinal));
        Assert.StartsWith("training.steps: 20000 ", line, StringComparison.Ordinal);
        Assert.Contains("environment steps that the run collects; a whole number of at least 1", line, StringComparison.Ordinal);
        Assert.Contains("[QTRAN (ICML 2019), section 3.5 ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("algorithm.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_algorithm_is_shown_with_settings_of_its_own()
    {
        var run = CommandLine.Run("show qmix");
        Assert.StartsWith("qmix: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("algorithm.", run.Output, StringComparison.Ordinal);
        Assert.Contains("[default]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_no_algorithm_and_no_environment_is_refused_with_the_nearest_of_both()
    {
        CommandLine.Run("show qmx").AssertError(2, "there is no algorithm, environment or experiment 'qmx'; did you mean 'qmix'?");
        CommandLine.Run("show matrix/climbs").AssertError(2, "there is no algorithm, environment or experiment 'matrix/climbs'; did you mean 'matrix/climb'?");
    }

    [Fact]
    public void Showing_an_environment_tells_the_scripts_that_it_offers()
    {
        string[] shown = CommandLine.Run("show scripted-walk", new Library { Environments = ScriptedWalk.Registry() }).Output.Split(Environment.NewLine);
        Assert.Equal("plays its team by itself with 'phalanx evaluate --policy': advance, hold", shown[1]);

        // Without its file an environment has no specification, so nothing is known of scripts.
        Assert.DoesNotContain("--policy", CommandLine.Run("show matrix/file").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--policy", CommandLine.Run("show qmix matrix/qtran").Output, StringComparison.Ordinal);
    }
}
