using System.Text.Json.Nodes;
using Phalanx.Analysis.Reports;
using Phalanx.Analysis.Runs;

namespace Phalanx.Analysis.Tests.Reports;

/// <summary>Section 5 of the specification of experiments.</summary>
public sealed class MarlEvalFileTests : IDisposable
{
    private readonly ReportRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_file_obeys_the_rules_and_has_the_numbers_of_the_runs()
    {
        Report report = _runs.Report(
        [
            .. Seeds("qmix", "battle/3m", 2), .. Seeds("vdn", "battle/3m", 2), .. Seeds("qmix", "battle/8m", 2), .. Seeds("vdn", "battle/8m", 2),
        ]);
        MarlEvalFile file = Assert.Single(MarlEvalFile.All(report));
        Assert.Equal("battle", file.Family);
        Assert.Empty(MarlEvalRules.Broken(file.Document!));
        JsonNode run = file.Document!["battle"]!["8m"]!["vdn"]!["seed_1"]!;
        Assert.Equal(["step_1", "step_2", "step_3", "absolute_metrics"], run.AsObject().Select(step => step.Key));
        Assert.Equal(20_000, run["step_2"]!["step_count"]!.GetValue<long>());
        FinishedRun source = report.Groups.First(group => group.Arm == "vdn" && group.Task == "battle/8m").Runs[1];
        Assert.Equal(source.Curve("return").Values, Enumerable.Range(1, 3).Select(step => (double?)run[$"step_{step}"]!["return"]![0]!.GetValue<double>()));
        Assert.Equal(source.Curve("win").Values, Enumerable.Range(1, 3).Select(step => (double?)run[$"step_{step}"]!["win_rate"]![0]!.GetValue<double>()));
        Assert.Equal(source.Final("return"), run["absolute_metrics"]!["return"]![0]!.GetValue<double>());
    }

    [Fact]
    public void Runs_and_curves_are_cut_to_what_all_have_with_a_note()
    {
        MarlEvalFile file = Assert.Single(MarlEvalFile.All(_runs.Report(
            [.. Seeds("qmix", "battle/3m", 3), .. Seeds("vdn", "battle/3m", 2), new SyntheticRun { Algorithm = "iql", Returns = [1, 2], Wins = [0, 1] }])));
        Assert.Empty(MarlEvalRules.Broken(file.Document!));
        JsonObject arms = file.Document!["battle"]!["3m"]!.AsObject();
        Assert.All(arms, arm => Assert.Equal(["seed_0"], arm.Value!.AsObject().Select(run => run.Key)));
        Assert.All(arms, arm => Assert.Equal(3, arm.Value!["seed_0"]!.AsObject().Count));
        Assert.Contains("qmix on battle/3m is cut from 3 runs to the 1 seeds that all arms have", file.Notes);
        Assert.Contains("curves are cut to the 2 tests that all runs have", file.Notes);
    }

    [Fact]
    public void Arms_without_a_seed_in_common_are_numbered_by_place()
    {
        MarlEvalFile file = Assert.Single(MarlEvalFile.All(_runs.Report(new SyntheticRun { Seed = 4 }, new SyntheticRun { Algorithm = "vdn", Seed = 9 })));
        Assert.Empty(MarlEvalRules.Broken(file.Document!));
        Assert.Contains(file.Notes, note => note.StartsWith("the arms have no seed in common", StringComparison.Ordinal));
    }

    [Fact]
    public void A_metric_that_one_run_lacks_is_written_nowhere()
    {
        MarlEvalFile file = Assert.Single(MarlEvalFile.All(_runs.Report(new SyntheticRun { Wins = [0, 1, 1] }, new SyntheticRun { Algorithm = "vdn" })));
        Assert.Empty(MarlEvalRules.Broken(file.Document!));
        Assert.DoesNotContain("win_rate", file.Document!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_with_other_arms_go_into_files_of_their_own()
    {
        IReadOnlyList<MarlEvalFile> files = MarlEvalFile.All(_runs.Report(
            [.. Seeds("qmix", "battle/3m", 1), .. Seeds("vdn", "battle/3m", 1), .. Seeds("qmix", "battle/8m", 1), .. Seeds("qmix", "hunt", 1)]));
        Assert.Equal(["battle-1", "battle-2", "hunt"], files.Select(file => file.Family).Order());
        Assert.All(files, file => Assert.Empty(MarlEvalRules.Broken(file.Document!)));
    }

    [Fact]
    public void Names_become_keys_in_lower_case_without_commas_and_stay_different()
    {
        MarlEvalFile file = Assert.Single(MarlEvalFile.All(_runs.Report(
            new SyntheticRun { Algorithm = "My,Own" }, new SyntheticRun { Algorithm = "my-own" }, new SyntheticRun { Algorithm = "my own" })));
        Assert.Empty(MarlEvalRules.Broken(file.Document!));
        Assert.Equal(["my-own", "my-own-2", "my-own-3"], file.Document!["battle"]!["3m"]!.AsObject().Select(arm => arm.Key).Order());
    }

    [Fact]
    public void A_run_that_failed_or_tests_at_unequal_distances_make_no_file()
    {
        MarlEvalFile failed = Assert.Single(MarlEvalFile.All(_runs.Report(new SyntheticRun { FinalReturn = double.NaN })));
        Assert.Null(failed.Document);
        Assert.Contains("has a test without a return", failed.Notes[^1], StringComparison.Ordinal);
        MarlEvalFile unequal = Assert.Single(MarlEvalFile.All(_runs.Report(
            new SyntheticRun { Interval = 10_000 }, new SyntheticRun { Algorithm = "vdn", Interval = 70_000 })));
        Assert.Null(unequal.Document);
        Assert.Contains("no tests at equal distances in common", unequal.Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_checker_of_these_tests_sees_what_breaks_a_rule()
    {
        var document = JsonNode.Parse("""
            {"e": {"t": {"A,b": {"seed_0": {"step_1": {"step_count": 5, "return": 3}, "step_2": {"step_count": 20}}}}}}
            """)!.AsObject();
        document["e"]!["t"]!["A,b"]!["seed_0"]!["absolute_metrics"] = new JsonObject { ["step_count"] = 3, ["return"] = new JsonArray() };
        Assert.Equal(6, MarlEvalRules.Broken(document).Count);
    }

    private static SyntheticRun[] Seeds(string algorithm, string environment, int count) =>
    [
        .. Enumerable.Range(0, count).Select(seed => new SyntheticRun
        {
            Algorithm = algorithm, Environment = environment, Seed = (ulong)seed, Returns = [seed, seed + 0.5, 3], Wins = [0, 0.25, 0.5], FinalReturn = 2.5 + seed,
        }),
    ];
}
