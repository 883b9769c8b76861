using System.Text.Json;

namespace Phalanx.Cli.Tests.Experiments;

public class ExperimentCommandsTests
{
    [Fact]
    public void Every_experiment_and_family_has_a_line_and_a_row()
    {
        var lines = CommandLine.Run("list experiments");
        JsonElement[] rows = [.. CommandLine.Run("list experiments --json").Json.GetProperty("experiments").EnumerateArray()];
        Assert.Equal(rows.Select(row => row.GetProperty("name").GetString()), lines.Output.Split(Environment.NewLine)[..^1].Select(line => line.Split(' ')[0]));
        JsonElement table = Assert.Single(rows, row => row.GetProperty("name").GetString() == "resq/table-2");
        Assert.Equal(("resq", "table 2, section 5.2", "learned", 8, 65), (Text(table, "paper"), Text(table, "place"), Text(table, "kind"), Number(table, "claims"), Number(table, "cells")));
        Assert.InRange(table.GetProperty("hours").GetDouble(), 0.15, 0.25);
        JsonElement family = Assert.Single(rows, row => row.GetProperty("name").GetString() == "qtran/figure-3");
        Assert.Equal(180, Number(family, "cells"));
    }

    /// <summary>The estimates that the experiments were planned by: hours of two cores, a seed.</summary>
    [Theory]
    [InlineData("weighted-qmix/figure-2", 1.35, 0.1)]
    [InlineData("weighted-qmix/figure-7", 1.26, 0.12)]
    [InlineData("resq/figure-4", 4.53, 0.3)]
    [InlineData("qtran/figure-4c", 0.53, 0.05)]
    [InlineData("fsv/figure-4", 3.78, 0.2)]
    [InlineData("qmix/figure-3", 4.39, 0.3)]
    public void Estimates_are_those_of_the_plan(string experiment, double hours, double tolerance)
    {
        JsonElement shown = CommandLine.Run($"show {experiment} --json").Json.GetProperty("experiments")[0];
        Assert.Equal(hours, shown.GetProperty("hours").GetDouble() / shown.GetProperty("seeds").GetArrayLength(), tolerance);
    }

    [Fact]
    public void An_arm_that_is_left_out_or_not_ranked_says_so()
    {
        string[] lines = CommandLine.Run("show resq/figure-4").Output.Split(Environment.NewLine);
        Assert.Contains("arm resz: resz, ResZ, only with --all, beside the paper's comparison, so it is not ranked", lines);
        Assert.Contains("arm resq-code: resq, ResQ, as its code, only with --all, beside the paper's comparison, so it is not ranked", lines);
        Assert.Contains("arm resq: resq, ResQ", lines);
        JsonElement arms = CommandLine.Run("show resq/figure-4 --json").Json.GetProperty("experiments")[0].GetProperty("arms");
        Assert.Equal(4, arms.EnumerateArray().Count(arm => arm.GetProperty("extra").GetBoolean()));
        Assert.Contains("arm resz: resz, ResZ, only with --all", CommandLine.Run("show resq/figure-3e").Output.Split(Environment.NewLine));
    }

    [Fact]
    public void An_experiment_is_shown_with_arms_sources_claims_and_the_time_it_takes()
    {
        var run = CommandLine.Run("show weighted-qmix/figure-2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.StartsWith("weighted-qmix/figure-2: Predator-prey with a penalty", lines[0], StringComparison.Ordinal);
        Assert.Contains("takes: about 6.8 h of two cores for 25 runs, 16.0 h with --all, 6 min with --quick", lines);
        Assert.Contains("arm maddpg: maddpg, MADDPG, only with --all", lines);
        Assert.Contains("  algorithm.lambda_nopt: 10 [appendix B.1]", lines);
        Assert.Contains("claim cw-solves: \"both CW-QMIX and OW-QMIX solve the task\" (section 7.1)", lines);
        Assert.Contains("  median of tail.return, cw-qmix > qmix + 5 (interval; order; 3 seeds; threshold ours)", lines);
        JsonElement shown = CommandLine.Run("show weighted-qmix/figure-2 --json").Json.GetProperty("experiments")[0];
        Assert.Equal(6, shown.GetProperty("claims").GetArrayLength());
    }

    [Fact]
    public void A_family_shows_its_panels_and_an_alias_the_experiment()
    {
        Assert.Equal(3, CommandLine.Run("show qtran/figure-3 --json").Json.GetProperty("experiments").GetArrayLength());
        Assert.StartsWith("fsv/table-7: ", CommandLine.Run("show fsv/figure-3").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_without_an_experiment_says_what_it_is() =>
        Assert.Equal($"figure 1 is a diagram of the architecture; there is nothing in it to reproduce{Environment.NewLine}", CommandLine.Run("show qtran/figure-1").Output);

    [Fact]
    public void An_experiment_takes_no_settings_and_no_second_name()
    {
        CommandLine.Run("show qtran/table-1 --preset paper").AssertError(2, "'qtran/table-1' is an experiment, which has its own settings; leave out --preset");
        CommandLine.Run("show qtran/tabel-1").AssertError(2, "there is no algorithm, environment or experiment 'qtran/tabel-1'; did you mean 'qtran/table-1'?");
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
