using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Reproduction;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Studies.Cells;

namespace Phalanx.Analysis.Tests.Verdicts;

/// <summary>Section 3.4 of the specification of experiments: a claim that is judged with settings of ours says so.</summary>
public sealed class OwnSettingsTests
{
    private const string Arms = "statistic: median, metric: tail.return, least_seeds: 3";

    [Fact]
    public void A_claim_names_the_settings_of_ours_and_the_arms_that_have_them()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", 3, 3, 3).And("b", 1, 1, 1).WithOwn("a", "training.steps", "2000").WithOwn("b", "training.steps", "2000").WithOwn("b", "learner.lr", "0.1");
        Assert.Equal(
            "settings of ours: training.steps 2000, learner.lr 0.1 of b",
            Assert.Single(MadeUpClaims.Judge($"{Arms}, arm: a, compare: \">\", against: b", runs).Remarks));

        // What an arm has that is not compared is no matter of the claim.
        ClaimVerdict alone = MadeUpClaims.Judge($"{Arms}, arm: a, compare: \">\", value: 2", runs);
        Assert.Equal(["training.steps"], alone.OwnSettings.Select(setting => setting.Path));
        Assert.Empty(MadeUpClaims.Judge($"{Arms}, arm: c, compare: \">\", value: 2", runs.And("c", 3, 3, 3)).Remarks);
    }

    [Fact]
    public void A_rank_is_about_the_settings_of_all_arms()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", 3, 3, 3).And("b", 1, 1, 1).And("c", 0, 0, 0).WithOwn("c", "learner.lr", "0.1");
        Assert.Equal(
            ["settings of ours: learner.lr 0.1 of c"],
            MadeUpClaims.Judge("statistic: rank, metric: tail.return, least_seeds: 3, arm: a, compare: \"<=\", value: 1", runs).Remarks);
    }

    [Fact]
    public void Of_many_settings_a_few_are_told_and_the_others_counted()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", 3, 3, 3);
        for (int setting = 0; setting < 5; setting++)
        {
            runs.WithOwn("a", $"env.s{setting}", "1");
        }

        ClaimVerdict verdict = MadeUpClaims.Judge($"{Arms}, arm: a, compare: \">\", value: 2", runs);
        Assert.Equal(["settings of ours: env.s0 1, env.s1 1, env.s2 1, and 2 more"], verdict.Remarks);
        Assert.Equal(5, verdict.OwnSettings.Count);
    }

    [Fact]
    public void What_all_claims_share_is_told_once_and_what_one_has_beside_it_in_its_line()
    {
        ExperimentVerdict verdict = Judged("fsv/figure-4");
        Assert.Equal("settings of ours in all runs: training.steps 2000000", Assert.Single(verdict.Remarks));
        ClaimVerdict[] judged = [.. verdict.Claims.Where(claim => claim.Parts.Count > 0)];
        Assert.True(judged.Length > 1);
        Assert.All(judged, claim => Assert.Contains(claim.OwnSettings, setting => setting is { Path: "training.steps", IsOfAll: true }));
        Assert.All(judged, claim => Assert.DoesNotContain(claim.ParticularSettings, setting => setting.Path == "training.steps"));
        Assert.Contains(judged, claim => claim.Remarks.Any(remark => remark.StartsWith("settings of ours: algorithm.temperature.steps 50000", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sources_of_presets_count_and_settings_that_change_no_result_do_not()
    {
        ClaimVerdict claim = Judged("qtran/figure-4c").Claims.First(claim => claim.OwnSettings.Any(setting => setting.Arms.Contains("qtran-alt")));
        Assert.Contains(claim.OwnSettings, setting => setting.Source.StartsWith("this library, measured", StringComparison.Ordinal));
        Assert.DoesNotContain(Judged("resq/figure-3d").Claims.SelectMany(each => each.OwnSettings), setting => setting.Path == "replay.memory_budget");
        Assert.Contains(Judged("resq/figure-3d").Claims.SelectMany(each => each.OwnSettings), setting => setting.Path == "replay.half_precision");
    }

    /// <summary>The verdicts on an experiment of which there is no run yet.</summary>
    private static ExperimentVerdict Judged(string name)
    {
        Experiment experiment = BuiltInExperiments.Get(name);
        using var folder = new TemporaryFolder();
        var plan = new ReproductionPlan("test", [experiment], ExperimentScope.Full, BuiltInExperiments.Environments, BuiltInExperiments.Algorithms);
        var runs = new ExperimentRuns(experiment, plan.CellsOf(experiment), new CellStore(folder["cells"], KeptCells.None), BuiltInExperiments.Environments);
        return new ClaimJudge(experiment, ExperimentScope.Full, runs, new Phalanx.Analysis.Checks.ExactChecks(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments)).Judge();
    }
}
