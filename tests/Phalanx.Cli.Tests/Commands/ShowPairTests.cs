using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

/// <summary><c>phalanx show algorithm environment</c>: what a run of the two would have.</summary>
public class ShowPairTests
{
    [Fact]
    public void A_pair_is_shown_with_the_settings_of_both_and_the_presets_of_the_two_together()
    {
        var run = CommandLine.Run("show fsv two-quadratics");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        Assert.StartsWith("fsv: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("two-quadratics: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("memory: about ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("disk: about ", lines[3], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("env.scale_mode: argument ", StringComparison.Ordinal));
        string width = Assert.Single(lines, line => line.StartsWith("algorithm.state_value_width:", StringComparison.Ordinal));
        Assert.StartsWith("algorithm.state_value_width: 64 ", width, StringComparison.Ordinal);
        Assert.Contains("[FSV (ICLR 2021 submission), table 8, continuous (", width, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_and_single_settings_are_layered_on_the_pair()
    {
        var document = Json("show qtran-base matrix/qtran --preset paper --set learner.lr=0.002 --json");

        Assert.Equal(("qtran-base", "matrix/qtran", "paper"), (Text(document, "algorithm"), Text(document, "environment"), Text(document, "preset")));
        JsonElement batch = Setting(document, "learner.batch_episodes");
        Assert.Equal((64, "named preset"), (batch.GetProperty("value").GetInt32(), Text(batch, "layer")));
        Assert.Equal("QTRAN's repository, config_agents.py", Text(batch, "source"));
        JsonElement rate = Setting(document, "learner.lr");
        Assert.Equal((0.002, "set", "--set"), (rate.GetProperty("value").GetDouble(), Text(rate, "layer"), Text(rate, "place")));
        Assert.Equal("preset of the pair", Text(Setting(Json("show qtran-alt squeeze --json"), "learner.optimiser"), "layer"));
    }

    [Fact]
    public void The_document_has_every_setting_of_the_lines_and_values_of_their_own_kind()
    {
        string[] lines = CommandLine.Run("show qmix matrix/qtran").Output.Split(Environment.NewLine);
        JsonElement document = Json("show qmix matrix/qtran --json");

        JsonElement[] rows = [.. document.GetProperty("settings").EnumerateArray()];
        Assert.Equal(lines[5..^1].Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]), rows.Select(row => Text(row, "path")));
        Assert.Equal(JsonValueKind.Null, document.GetProperty("preset").ValueKind);
        Assert.Equal(JsonValueKind.True, Setting(document, "learner.double_q").GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.String, Setting(document, "env.observation").GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, Setting(document, "training.threads").GetProperty("value").ValueKind);
        Assert.All(rows, row => Assert.Equal(Text(row, "layer") == "default", row.GetProperty("source").ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public void A_single_name_is_shown_as_a_document_with_the_other_name_empty()
    {
        JsonElement document = Json("show matrix/qtran --set training.steps=7 --json");

        Assert.Equal(JsonValueKind.Null, document.GetProperty("algorithm").ValueKind);
        Assert.Equal(7, Setting(document, "training.steps").GetProperty("value").GetInt64());
    }

    [Theory]
    [InlineData("qtran-base two-quadratics", "the algorithm 'qtran-base' needs discrete actions, but 'two-quadratics' has 1 continuous dimensions")]
    [InlineData("refil matrix/qtran", "the algorithm 'refil' needs entities, but 'matrix/qtran' declares none")]
    [InlineData("qmix matrix/qtrans", "unknown environment 'matrix/qtrans'; did you mean 'matrix/qtran'?")]
    [InlineData("matrix/qtran qmix", "there is no algorithm 'matrix/qtran'")]
    [InlineData("qmix predator-prey --preset paper", "there is no preset 'paper' for qmix on predator-prey; there are pymarl, pymarl2")]
    [InlineData("resq matrix/resq --set learner.double_q=false", "learner.double_q")]
    [InlineData("qmix matrix/qtran --set learner.lrr=1", "unknown setting 'learner.lrr'; did you mean 'learner.lr'?")]
    public void A_pair_that_cannot_be_trained_is_refused_as_a_run_of_it_is(string pair, string sentence)
    {
        var show = CommandLine.Run($"show {pair}");

        Assert.Equal(2, show.ExitCode);
        Assert.Contains(sentence, show.Error, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Run($"train {pair}").Error, show.Error);
        Assert.Empty(show.Output);
    }

    private static JsonElement Json(string arguments)
    {
        var run = CommandLine.Run(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Json;
    }

    private static JsonElement Setting(JsonElement document, string path) =>
        document.GetProperty("settings").EnumerateArray().Single(row => Text(row, "path") == path);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
