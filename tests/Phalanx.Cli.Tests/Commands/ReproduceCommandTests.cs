using System.Text.Json;

namespace Phalanx.Cli.Tests.Commands;

/// <summary>A table of a paper as its reader gets it.</summary>
public class ReproduceCommandTests
{
    [Fact]
    public void A_table_is_trained_once_and_its_claims_are_judged()
    {
        using var folder = new TemporaryFolder();
        CommandLine first = ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 2");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("4 cells: 0 finished, 4 to run", first.Output);
        Assert.Contains("qmix/two-step (reduced)", first.Output);
        Assert.Contains("not enough runs: ", first.Output);
        Assert.Contains("qmix/two-step (reduced): 0 of 2 claims hold, 2 not enough runs", first.Output);

        CommandLine second = ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 2 --kept --json");
        Assert.Equal((0, ""), (second.ExitCode, second.Error));
        JsonElement document = second.Json;
        Assert.Equal("qmix/two-step", document.GetProperty("experiment").GetString());
        Assert.True(document.GetProperty("reduced").GetBoolean());
        Assert.Equal((4, 0, 0), Cells(document));
        JsonElement claim = document.GetProperty("claims")[0];
        Assert.Equal("not enough runs", claim.GetProperty("verdict").GetString());
        Assert.Equal(2, claim.GetProperty("n").GetInt32());
    }

    [Fact]
    public void Kept_runs_count_like_any_other_and_without_them_nothing_is_trained()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1").ExitCode);
        Directory.Move(folder["runs/cells"], folder["kept"]);
        Assert.Equal((2, 0, 0), Cells(ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1 --kept --cells kept --json").Json));
        Assert.Equal((0, 2, 0), Cells(ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1 --kept --json").Json));
        Assert.False(Directory.Exists(folder["runs/cells"]));
    }

    [Fact]
    public void Without_a_folder_for_results_the_figures_lie_with_the_study()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.RunIn(folder.Path, "reproduce fsv/figure-1").ExitCode);
        string[] drawn = Directory.GetFiles(folder["studies/reproduce"], "*.svg", SearchOption.AllDirectories);
        Assert.Equal(["figure-1-continuous.svg", "figure-1-discrete.svg"], drawn.Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_is_written_with_the_runs_that_it_rests_on_and_follows_from_them()
    {
        using var folder = new TemporaryFolder();
        CommandLine first = ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1 --write results");
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains($"written: {Path.Combine("results", "qmix", "two-step.md")}", first.Output);
        string page = File.ReadAllText(folder["results/qmix/two-step.md"]);
        Assert.StartsWith("# qmix/two-step: The two-step game (reduced)\n", page, StringComparison.Ordinal);
        Assert.Contains("`phalanx reproduce qmix/two-step --seeds 1`", page, StringComparison.Ordinal);
        Assert.Contains("2 finished, 0 missing", page, StringComparison.Ordinal);
        Assert.Contains("[qmix/two-step](qmix/two-step.md)", File.ReadAllText(folder["results/README.md"]), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder["results/cells"], "summary.json", SearchOption.AllDirectories).Length);
        Assert.Empty(Directory.GetFiles(folder["results/cells"], "*.safetensors", SearchOption.AllDirectories));

        Directory.Delete(folder["runs"], recursive: true);
        Assert.Equal(0, ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1 --kept --cells results --write results").ExitCode);
        Assert.Equal(page, File.ReadAllText(folder["results/qmix/two-step.md"]));
    }

    [Fact]
    public void A_damaged_run_is_named_and_counts_as_missing()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1").ExitCode);
        string summary = Directory.GetFiles(folder["runs"], "summary.json", SearchOption.AllDirectories)[0];
        File.WriteAllText(summary, "{");
        CommandLine result = ToolProcess.RunIn(folder.Path, "reproduce qmix/two-step --seeds 1 --kept");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("damaged, and counted as missing", result.Output);
        Assert.Contains("no finished run", result.Output);
    }

    [Theory]
    [InlineData("resq/table-9", "there is no experiment 'resq/table-9'")]
    [InlineData("resq/figure-2", "resq/figure-2 has no experiment")]
    [InlineData("qmix/two-step --seeds 0", "option '--seeds' is 0; it must be at least 1")]
    [InlineData("qmix/two-step --kept --cells none/such", "option '--cells' is 'none/such', and there is no such folder")]
    [InlineData("qtran/figure-4d --quick", "qtran/figure-4d has no short form")]
    public void What_cannot_be_reproduced_is_the_users_error(string arguments, string says)
    {
        CommandLine result = CommandLine.Run($"reproduce {arguments}");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error: {says}", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Of_a_family_in_its_short_form_those_are_run_that_have_one()
    {
        using var folder = new TemporaryFolder();
        CommandLine result = ToolProcess.RunIn(folder.Path, "reproduce qtran/figure-4 --quick --kept");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("left out, because a shorter run would say nothing: qtran/figure-4d, ", result.Output);
        Assert.Contains("qtran/figure-4a (reduced): ", result.Output);
        Assert.DoesNotContain("qtran/figure-4d (reduced)", result.Output);
    }

    [Fact]
    public void What_is_exact_is_never_reduced()
    {
        using var folder = new TemporaryFolder();
        CommandLine result = ToolProcess.RunIn(folder.Path, "reproduce fsv/figure-1 --quick --json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.False(result.Json.GetProperty("reduced").GetBoolean());
    }

    [Theory]
    [InlineData("results", " --write results", "cannot write results to 'results'")]
    [InlineData("studies", "", "cannot write the figure 'studies")]
    public void A_folder_that_cannot_be_written_is_told_in_a_sentence(string file, string option, string says)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder[file], "");
        CommandLine result = ToolProcess.RunIn(folder.Path, $"reproduce fsv/figure-1{option}");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"error: {says}", result.Error, StringComparison.Ordinal);

        // What cannot be drawn was judged all the same.
        Assert.Equal(option.Length == 0, result.Output.Contains("1 of 2 claims holds", StringComparison.Ordinal));
    }

    private static (int Done, int Missing, int Failed) Cells(JsonElement document)
    {
        JsonElement cells = document.GetProperty("cells");
        return (cells.GetProperty("done").GetInt32(), cells.GetProperty("missing").GetInt32(), cells.GetProperty("failed").GetInt32());
    }
}
