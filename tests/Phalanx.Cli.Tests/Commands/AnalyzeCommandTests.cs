using System.Text.Json;
using System.Xml.Linq;

namespace Phalanx.Cli.Tests.Commands;

public class AnalyzeCommandTests
{
    [Fact]
    public void The_document_holds_the_payoff_and_every_projection_and_the_sums()
    {
        var run = CommandLine.Run("analyze matrix/qtran --alpha 0.1 --alpha 0.75 --json");
        Assert.Equal(("", ExitCode.Done), (run.Error, run.ExitCode));
        Assert.Equal(["payoff", "projections", "additive"], run.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(-12, run.Json.GetProperty("payoff")[0][1].GetDouble());
        JsonElement[] projections = [.. run.Json.GetProperty("projections").EnumerateArray()];
        Assert.Equal(
            ["uniform 1", "central 0.1", "central 0.75", "optimistic 0.1", "optimistic 0.75"],
            projections.Select(projection => $"{projection.GetProperty("weighting").GetString()} {projection.GetProperty("alpha")}"));
        Assert.All(projections, projection => Assert.Equal(
            ["weighting", "alpha", "loss", "tables", "greedy_sets", "weak_recovery", "greedy_recovery", "value_recovery"],
            projection.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(288, projections[0].GetProperty("loss").GetDouble(), 1e-9);
        Assert.Equal(-6, projections[0].GetProperty("tables")[0][1][2].GetDouble(), 1e-9);
        Assert.Equal("[[[0,0]]]", JsonSerializer.Serialize(projections[0].GetProperty("greedy_sets")));
        Assert.True(projections[0].GetProperty("greedy_recovery").GetBoolean());
        Assert.Equal(455.1111, run.Json.GetProperty("additive").GetProperty("loss").GetDouble(), 1e-4);
        Assert.Equal(-56 / 9.0, run.Json.GetProperty("additive").GetProperty("table")[0][0].GetDouble(), 1e-9);
    }

    [Fact]
    public void The_text_has_the_tables_with_greedy_joint_actions_in_brackets()
    {
        string output = CommandLine.Run("analyze matrix/weighted-qmix --alpha 0.5").Output;
        Assert.Contains("matrix/weighted-qmix: 2x2 payoffs, at most 1, at (A, A) (B, B)", output, StringComparison.Ordinal);
        Assert.Contains(
            "uniform: loss 0.6667, 4 nearest tables; weak recovery yes, greedy recovery no, value recovery no", output, StringComparison.Ordinal);
        Assert.Contains("optimistic 0.5: loss 0.4, 2 nearest tables", output, StringComparison.Ordinal);
        Assert.Contains("A [1.00]  0.33", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Games_of_three_agents_are_shown_in_slices()
    {
        string[] lines = CommandLine.Run("analyze matrix/grid --set env.agents=3 --set env.actions=2 --alpha 0.5").Output.Split(Environment.NewLine);
        int slice = Array.IndexOf(lines, "agent 2 plays A");
        Assert.StartsWith("A  [8.00] -12.00", lines[slice + 4], StringComparison.Ordinal);
        Assert.Contains("agent 2 plays B", lines);
    }

    [Fact]
    public void A_file_of_payoffs_can_be_analysed_and_learned()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["d.json"], """{"payoff": [[2, 1], [-2, 1]]}""");
        var run = CommandLine.Run($"analyze {folder["d.json"]} --alpha 0.5 --learn vdn,qmix --steps 50 --seeds 2 --json");
        Assert.Equal("", run.Error);
        JsonElement central = run.Json.GetProperty("projections")[1];
        Assert.Equal(1 / 3.0, central.GetProperty("loss").GetDouble(), 1e-9);
        Assert.Equal("[[[0,1]]]", JsonSerializer.Serialize(central.GetProperty("greedy_sets")));
        JsonElement[] learned = [.. run.Json.GetProperty("learned").EnumerateArray()];
        Assert.Equal(["vdn 0", "vdn 1", "qmix 0", "qmix 1"], learned.Select(one => $"{one.GetProperty("algorithm").GetString()} {one.GetProperty("seed")}"));
        Assert.All(learned, one => Assert.True(one.GetProperty("igm").GetProperty("holds").GetBoolean()));
        Assert.Equal("additive, exact", learned[0].GetProperty("exact").GetProperty("name").GetString());
        Assert.Equal("uniform, exact", learned[2].GetProperty("exact").GetProperty("name").GetString());
    }

    [Fact]
    public void A_run_is_held_against_the_exact_tables_of_its_game()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run($"train qtran-base matrix/weighted-qmix --steps 20 --out {folder["run"]}");
        JsonElement run = CommandLine.Run($"analyze {folder["run"]} --json").Json.GetProperty("run");
        Assert.Equal("qtran-base", run.GetProperty("algorithm").GetString());
        Assert.Equal("payoff", run.GetProperty("exact").GetProperty("name").GetString());
        Assert.Equal(2, run.GetProperty("joint_values").GetArrayLength());
        Assert.True(run.GetProperty("qtran").TryGetProperty("least_difference", out _));
        Assert.Contains("qtran-base learned in 20 steps, seed 0", CommandLine.Run($"analyze {folder["run"]}").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_games_need_no_game()
    {
        JsonElement games = CommandLine.Run("analyze --random-games 20 --actions 2 --seed 3 --alpha 0.5 --json").Json.GetProperty("random_games");
        Assert.Equal(["vdn", "qmix", "cw", "cw", "ow", "ow"], games.GetProperty("methods").EnumerateArray().Select(one => one.GetProperty("method").GetString()));
        Assert.Contains(
            "20 random games of 2 agents with 3 actions, normal payoffs, seed 0",
            CommandLine.Run("analyze --random-games 20 --payoffs normal").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_can_be_drawn()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(ExitCode.Done, CommandLine.Run($"analyze matrix/qtran --svg {folder["q.svg"]}").ExitCode);
        Assert.Equal("svg", XElement.Load(folder["q.svg"]).Name.LocalName);
    }

    [Theory]
    [InlineData("analyze", "name a game, a file of payoffs or a run directory, or ask for --random-games")]
    [InlineData("analyze --learn qmix --random-games 1", "--learn, --set and --svg need a game")]
    [InlineData("analyze matrix/two-step", "'matrix/two-step' is not a game of one step; only those have a table of payoffs, such as matrix/qtran")]
    [InlineData("analyze matrix/qtran --alpha 2", "alpha is 2; it must be greater than 0 and at most 1")]
    [InlineData("analyze matrix/qtran --alpha x", "option '--alpha' is 'x'; allowed is a number")]
    [InlineData("analyze matrix/qtran --learn qmx", "there is no algorithm 'qmx'; did you mean 'qmix'?")]
    [InlineData("analyze matrix/qtran --set learner.lr=1", "--set 'learner.lr=1' changes no game; without --learn only env.* can be set")]
    [InlineData("analyze nowhere.csv", "cannot read payoffs from 'nowhere.csv': there is no such file")]
    [InlineData("analyze nowhere.csv --set env.path=x", "--set 'env.path=x' cannot change 'nowhere.csv'; only a game that is named has settings")]
    [InlineData("analyze --random-games 0", "option '--random-games' is '0'; allowed is 1 or more")]
    [InlineData("analyze --random-games 1 --payoffs cauchy", "option '--payoffs' is 'cauchy'; allowed is uniform or normal")]
    [InlineData(
        "analyze matrix/qtran-21",
        "2 agents with 21 actions have 2.6E+39 tuples of action orders, more than max-orders allows (50000); raise max-orders if you have the time, or take a smaller game")]
    [InlineData(
        "analyze matrix/qtrn",
        "there is no game, file of payoffs (.json or .csv) or run directory 'matrix/qtrn': unknown environment 'matrix/qtrn'; did you mean 'matrix/qtran'?")]
    public void What_cannot_be_analysed_is_refused_in_a_sentence(string arguments, string message) =>
        CommandLine.Run(arguments).AssertError(ExitCode.UserError, message);

    [Fact]
    public void An_analysis_can_be_interrupted()
    {
        var run = CommandLine.Run("analyze matrix/qtran", new CancellationToken(canceled: true));
        run.AssertError(ExitCode.Interrupted, "interrupted");
    }
}
