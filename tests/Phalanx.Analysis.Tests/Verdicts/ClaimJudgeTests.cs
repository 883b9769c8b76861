using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Tests.Verdicts;

public class ClaimJudgeTests
{
    private static readonly ExperimentScope Shorter = new(IsQuick: true);

    /// <summary>For every statistic a claim about arm a, runs for which it holds, and runs for which it does not.</summary>
    public static TheoryData<string, double[], double[]> Statistics => new()
    {
        { "statistic: median, metric: tail.return, compare: \">=\", value: 30", [31, 32, 29], [31, 29, 28] },
        { "statistic: median, metric: tail.return, compare: \"<\", value: 30", [29, 28, 31], [30, 30, 30] },
        { "statistic: mean, metric: tail.return, compare: \">\", value: 30", [30, 30, 31], [30, 30, 30] },
        { "statistic: iqm, metric: tail.return, compare: \">=\", value: 2", [0, 2, 2, 2, 100], [0, 1, 2, 2, 100] },
        { "statistic: count, where: { metric: tail.return, compare: \">=\", value: 30 }, compare: \">=\", k: [2, 3]", [30, 31, 0], [30, 0, 0] },
        { "statistic: count, where: { metric: tail.return, compare: \">=\", value: 30 }, compare: \"<=\", k: [0, 20]", [0, 0, 0], [30, 0, 0] },
        { "statistic: count, where: [{ metric: tail.return, compare: \"<\", value: 9 }, { metric: tail.return, compare: apart, value: 0, tolerance: 0.1 }], compare: \">=\", k: [1, 3]", [9.5, 7.9, 0.05], [9.5, 0, 0.05] },
        { "statistic: each, metric: cell_error(joint), compare: \"<=\", value: 1", [1, 0.5, 0.2], [1.1, 0.5, 0.2] },
        { "statistic: each, metric: tail.return, compare: \">=\", value: 30", [30, 31, 32], [29, 31, 32] },
        { "statistic: spread, metric: tail.return, compare: \"<=\", value: 1.6, least_seeds: 5", [1, 2, 3, 4, 5], [1, 2, 3, 4, 6] },
        { "statistic: median, metric: payoff, compare: approx, value: 8, tolerance: 0.5", [8.2, 8, 7.9], [9, 9, 8] },
        { "statistic: median, metric: tail.return, compare: \">\", against: b", [12, 13, 14], [1, 2, 3] },
        { "statistic: mean, metric: tail.return, compare: \"<\", against: b", [1, 2, 3], [12, 13, 14] },
        { "statistic: median, metric: tail.return, compare: \">=\", against: { arm: [b, c], reduce: max }", [31, 32, 33], [12, 13, 14] },
        { "statistic: median, metric: tail.return, compare: \">=\", against: { arm: b, factor: 2 }", [23, 24, 25], [12, 13, 14] },
        { "statistic: median, metric: tail.return, compare: approx, against: b, tolerance: 3", [9, 10, 11], [20, 21, 22] },
        { "statistic: poi, metric: tail.return, against: b, compare: \">\", value: 0.5, decide: interval", [12, 13, 14], [1, 2, 3] },
        { "statistic: rank, metric: tail.return, compare: \"<=\", value: 2", [12, 13, 14], [1, 2, 3] },
        { "statistic: rank, metric: first(30), compare: \"<=\", value: 1", [1, 2, 3], [12, 13, 14] },
    };

    [Theory]
    [MemberData(nameof(Statistics))]
    public void A_claim_comes_out_each_of_its_four_ways(string claim, double[] so, double[] notSo)
    {
        Assert.Equal(Verdict.Holds, Judge(so).Verdict);
        Assert.Equal(Verdict.DoesNotHold, Judge(notSo).Verdict);
        Assert.Equal(Verdict.NotEnoughRuns, Judge(so[..2]).Verdict);
        Assert.Equal(Verdict.CannotBeChecked, Judge([-999, -999, -999, -999, -999]).Verdict);

        ClaimVerdict Judge(double[] figures) =>
            MadeUpClaims.Judge($"{claim}, arm: a", MadeUpRuns.Of("a", figures).And("b", 9, 10, 11).And("c", 29, 30, 30));
    }

    [Fact]
    public void A_drop_is_of_the_median_curve_from_its_top_to_what_follows()
    {
        const string Claim = "statistic: drop, metric: tail.return, until: 30, arm: a, compare: \">=\", value: 5, direction: order";
        Assert.Equal(20 - 4, Drop([0, 20, 10, 4, 30], [0, 20, 10, 4, 30], [0, 40, 0, 50, 0]).Deciding!.Value);
        Assert.Equal(Verdict.DoesNotHold, Drop([0, 20, 18, 30, 5], [0, 10, 12, 30, 40], [0, 20, 18, 30, 40]).Verdict);
        Assert.Equal(Verdict.NotEnoughRuns, Drop([0, 20, 0], [0, 20, 0]).Verdict);
        Assert.Equal(Verdict.CannotBeChecked, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 1, 2, 3)).Verdict);

        static ClaimVerdict Drop(params double[][] curves) => MadeUpClaims.Judge(Claim, new MadeUpRuns().WithCurves("a", curves));
    }

    [Fact]
    public void A_check_in_code_comes_out_each_of_its_ways()
    {
        Assert.Equal((Verdict.Holds, "288"), Told(Check(new ExactFinding(true, "288"))));
        Assert.Equal((Verdict.DoesNotHold, "400"), Told(Check(new ExactFinding(false, "400"))));
        Assert.Equal((Verdict.CannotBeChecked, "there is no check 'loss' yet"), Told(Check(null)));
        Assert.Equal((Verdict.CannotBeChecked, "a picture"), Told(MadeUpClaims.Judge("unmeasured: a picture", new MadeUpRuns())));

        static (Verdict, string?) Told(ClaimVerdict verdict) => (verdict.Verdict, verdict.Reason);

        static ClaimVerdict Check(ExactFinding? finding) => MadeUpClaims.Judge("statistic: exact, check: loss", new MadeUpRuns(), checks: new OneCheck(finding));
    }

    [Fact]
    public void Equal_constants_are_at_least_each_other_and_not_above()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", 0, 0, 0).And("b", 0, 0, 0).And("c", 0, 0, 0);
        Assert.Equal("holds", MadeUpClaims.Judge("statistic: median, metric: tail.return, arm: a, compare: \">=\", against: b", runs).Words);
        Assert.Equal("does not hold", MadeUpClaims.Judge("statistic: median, metric: tail.return, arm: a, compare: \">\", against: b", runs).Words);
        Assert.Equal(1, MadeUpClaims.Judge("statistic: rank, metric: tail.return, arm: a, compare: \"<=\", value: 1", runs).Deciding!.Value);
        Assert.Equal(0.5, MadeUpClaims.Judge("statistic: poi, metric: tail.return, arm: a, against: b, compare: \">\", value: 0.5", runs).Deciding!.Value);
    }

    [Fact]
    public void Of_arms_that_never_reach_something_none_is_the_faster()
    {
        double never = double.PositiveInfinity;
        MadeUpRuns runs = MadeUpRuns.Of("a", never, never, never).And("b", never, never, never).And("c", 10, 20, 30);
        ClaimVerdict verdict = MadeUpClaims.Judge("statistic: median, metric: first(30), arm: a, compare: \"<\", against: b", runs);
        Assert.Equal((Verdict.CannotBeChecked, "neither side reaches what first(30) asks for"), (verdict.Verdict, verdict.Deciding!.Reason));
        Assert.Equal(Verdict.Holds, MadeUpClaims.Judge("statistic: median, metric: first(30), arm: c, compare: \"<\", against: b", runs).Verdict);
        Assert.Equal(Verdict.DoesNotHold, MadeUpClaims.Judge("statistic: median, metric: first(30), arm: b, compare: \"<\", against: c", runs).Verdict);
    }

    [Fact]
    public void Of_arms_that_failed_none_is_the_better()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", double.NaN, double.NaN, 40).And("b", double.NaN, double.NaN, 2);
        ClaimVerdict verdict = MadeUpClaims.Judge("statistic: median, metric: tail.return, arm: a, compare: \">\", against: b", runs);
        Assert.Equal((Verdict.CannotBeChecked, "the runs of both sides failed"), (verdict.Verdict, verdict.Deciding!.Reason));
    }

    [Fact]
    public void A_count_is_of_the_runs_that_were_counted_and_has_no_interval()
    {
        ClaimVerdict verdict = MadeUpClaims.Judge(
            "statistic: count, where: { metric: payoff, compare: \">=\", value: 7 }, arm: a, compare: \">=\", k: [2, 3]", MadeUpRuns.Of("a", 8, 8, 0));
        Assert.Equal(("holds", null), (verdict.Words, verdict.Deciding!.Interval));
        Assert.Contains("2 against 2, n = 3", VerdictText.Numbers(verdict), StringComparison.Ordinal);
        Assert.DoesNotContain("95 %", VerdictText.Numbers(verdict), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("median", "\">=\"", Verdict.DoesNotHold)]
    [InlineData("each", "\">=\"", Verdict.DoesNotHold)]
    [InlineData("mean", "\">=\"", Verdict.CannotBeChecked)]
    [InlineData("iqm", "\">=\"", Verdict.CannotBeChecked)]
    public void A_run_that_failed_counts_as_the_worst_where_that_has_a_meaning_and_is_named_where_not(string statistic, string compare, Verdict expected)
    {
        ClaimVerdict verdict = MadeUpClaims.Judge($"statistic: {statistic}, metric: tail.return, arm: a, compare: {compare}, value: 30", MadeUpRuns.Of("a", double.NaN, double.NaN, 40));
        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(expected == Verdict.CannotBeChecked, verdict.Deciding!.Reason == "the run a on game of seed 0 failed: it was stopped");
    }

    [Fact]
    public void A_run_that_failed_is_counted_and_meets_nothing()
    {
        PartVerdict part = MadeUpClaims.Judge(
            "statistic: count, where: { metric: payoff, compare: \">=\", value: 7 }, arm: a, compare: \">=\", k: [2, 3]", MadeUpRuns.Of("a", 8, 8, double.NaN)).Deciding!;
        Assert.Equal((Verdict.Holds, 2.0, 3), (part.Verdict, part.Value, part.Runs));
    }

    [Theory]
    [InlineData("reaches", 40.0, Verdict.Holds)]
    [InlineData("reaches", 0.0, Verdict.NotEnoughRuns)]
    [InlineData("stays", 40.0, Verdict.NotEnoughRuns)]
    [InlineData("stays", 0.0, Verdict.DoesNotHold)]
    [InlineData("order", 40.0, Verdict.Holds)]
    [InlineData("order", 0.0, Verdict.NotEnoughRuns)]
    [InlineData("exact", 0.0, Verdict.DoesNotHold)]
    public void Shorter_runs_conclude_what_their_direction_allows(string direction, double figure, Verdict expected)
    {
        ClaimVerdict verdict = MadeUpClaims.Judge(
            $"statistic: median, metric: tail.return, arm: a, compare: \">=\", value: 30, direction: {direction}", MadeUpRuns.Of("a", figure, figure, figure), Shorter);
        Assert.Equal(expected, verdict.Verdict);
        Assert.Equal(expected is Verdict.Holds or Verdict.DoesNotHold, verdict.Words.EndsWith("(reduced)", StringComparison.Ordinal));
    }

    [Fact]
    public void Fewer_seeds_of_full_length_conclude_like_others_if_they_are_enough()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: a, compare: \">=\", value: 30, direction: stays";
        MadeUpRuns runs = MadeUpRuns.Of("a", 31, 32, 33, 0, 0, 0, 0, 0, 0, 0);
        Assert.Equal("holds (reduced)", MadeUpClaims.Judge(Claim, runs, new(Seeds: 3)).Words);
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge(Claim, runs, new(Seeds: 2)).Verdict);
        Assert.Equal("does not hold (close)", MadeUpClaims.Judge(Claim, runs).Words);
    }

    [Fact]
    public void Of_several_arms_all_must_hold()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: [a, b], compare: \"<=\", value: 1";
        Assert.Equal(Verdict.Holds, Of(0, 0));
        Assert.Equal(Verdict.DoesNotHold, Of(0, 5));
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0).And("b", 0)).Verdict);
        Assert.Equal(Verdict.DoesNotHold, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 5, 5, 5).And("b", 0)).Verdict);

        static Verdict Of(double one, double other) => MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", one, one, one).And("b", other, other, other)).Verdict;
    }

    [Fact]
    public void Of_several_environments_each_is_judged()
    {
        const string Claim = "environments: [game, other], statistic: median, metric: tail.return, arm: a, compare: \">\", value: 1";
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 2, 2, 2).On("other", "a", 0, 0, 0));
        Assert.Equal([Verdict.Holds, Verdict.DoesNotHold], verdict.Parts.Select(part => part.Verdict));
        Assert.Equal((Verdict.DoesNotHold, "other"), (verdict.Verdict, verdict.Deciding!.Environment));
        Assert.Contains("simulator, not StarCraft II", verdict.Remarks);
    }

    [Fact]
    public void An_arm_that_is_left_out_or_cannot_run_is_set_aside_and_named()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: [a, costly, never], compare: \"<=\", value: 1";
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0));
        Assert.Equal((Verdict.Holds, "costly is left out for its cost; never cannot be run: it needs entities"), (verdict.Verdict, verdict.Reason));
        Assert.Equal(Verdict.DoesNotHold, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0).And("costly", 5, 5, 5)).Verdict);
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0), new(WithOptional: true)).Verdict);
        Assert.Equal(Verdict.CannotBeChecked, MadeUpClaims.Judge(Claim.Replace("[a, costly, never]", "never", StringComparison.Ordinal), new MadeUpRuns()).Verdict);
    }

    [Fact]
    public void A_quorum_asks_for_so_many_arms()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: [a, b, c], quorum: 2, compare: \">\", value: 1";
        Assert.Equal(Verdict.Holds, Of(2, 2, 0));
        Assert.Equal(Verdict.DoesNotHold, Of(2, 0, 0));
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 2, 2, 2).And("b", 0, 0, 0)).Verdict);

        // Of two arms that cannot be run nothing is known: the one that is left decides nothing against it.
        Assert.Equal(Verdict.CannotBeChecked, MadeUpClaims.Judge(Claim.Replace("b, c", "costly, never", StringComparison.Ordinal), MadeUpRuns.Of("a", 2, 2, 2)).Verdict);

        static Verdict Of(double a, double b, double c) =>
            MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", a, a, a).And("b", b, b, b).And("c", c, c, c)).Verdict;
    }

    [Fact]
    public void The_line_tells_how_far_apart_two_arms_are_and_what_the_other_parts_came_to()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: [a, b], least_seeds: 3";
        ClaimVerdict above = MadeUpClaims.Judge($"{Claim}, compare: \">\", against: c, margin: 5", MadeUpRuns.Of("a", 9, 9, 9).And("b", 3, 3, 3).And("c", 1, 1, 1));
        Assert.Contains("; b on ", VerdictText.Numbers(above), StringComparison.Ordinal);
        Assert.Contains("3 against 1, n = 3, above by 2, 95 % [2, 2]; a on ", VerdictText.Numbers(above), StringComparison.Ordinal);
        Assert.EndsWith("9 against 1, n = 3 (holds)", VerdictText.Numbers(above), StringComparison.Ordinal);
        Assert.Equal(-3, above.Deciding!.Delta);
        ClaimVerdict below = MadeUpClaims.Judge($"{Claim}, compare: \"<=\", value: 4", MadeUpRuns.Of("a", 1, 1, 1).And("b", 3, 3, 3));
        Assert.Contains("1 against 4, n = 3, below by 3, 95 % [3, 3]", VerdictText.Numbers(below), StringComparison.Ordinal);
        ClaimVerdict other = MadeUpClaims.Judge("statistic: median, metric: tail.return, arm: a, least_seeds: 3, compare: \">=\", value: 4", MadeUpRuns.Of("a", 1, 2, 2));
        Assert.Contains("2 against 4, n = 3, below by 2, 95 % [2, 3]", VerdictText.Numbers(other), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_arms_may_be_made_one()
    {
        const string Claim = "statistic: rank, metric: tail.return, arm: [a, b], arm_reduce: min, compare: \"<=\", value: 1";
        Assert.Equal(Verdict.Holds, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0).And("b", 5, 5, 5).And("c", 3, 3, 3)).Verdict);
        Assert.Equal(Verdict.DoesNotHold, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 0, 0).And("b", 2, 2, 2).And("c", 3, 3, 3)).Verdict);
    }

    [Fact]
    public void What_is_said_of_several_arms_together_cannot_be_checked_without_one_of_them()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: [a, costly], arm_reduce: min, compare: \">\", against: b";
        MadeUpRuns runs = MadeUpRuns.Of("a", 9, 9, 9).And("b", 1, 1, 1);
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, runs);
        Assert.Equal((Verdict.CannotBeChecked, "costly is left out for its cost"), (verdict.Verdict, verdict.Deciding!.Reason));
        Assert.Equal(Verdict.Holds, MadeUpClaims.Judge(Claim, runs.And("costly", 5, 5, 5)).Verdict);
    }

    [Fact]
    public void A_rank_waits_for_all_arms_of_the_comparison()
    {
        const string Claim = "statistic: rank, metric: tail.return, arm: a, compare: \"<=\", value: 1";
        MadeUpRuns runs = MadeUpRuns.Of("a", 3, 3, 3).And("b", 2, 2, 2).And("c", 1);
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, runs);
        Assert.Equal((Verdict.NotEnoughRuns, "a rank is among all 3 arms; too few runs have c"), (verdict.Verdict, verdict.Deciding!.Reason));
        Assert.Equal(Verdict.Holds, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 3, 3, 3).And("b", 2, 2, 2).And("c", 1, 1, 1)).Verdict);

        // An arm that is left out for its cost is not of the comparison, unless it was run.
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 3, 3, 3).And("b", 2, 2, 2).And("c", 1, 1, 1).And("costly", 4)).Verdict);
    }

    [Fact]
    public void An_arm_beside_the_comparison_takes_no_place_from_others()
    {
        const string Claim = "statistic: rank, metric: tail.return, compare: \"<=\", value: 2";
        MadeUpRuns runs = MadeUpRuns.Of("a", 3, 3, 3).And("b", 2, 2, 2).And("c", 4, 4, 4).And("beside", 5, 5, 5);
        Assert.Equal(2, MadeUpClaims.Judge($"{Claim}, arm: a", runs).Deciding!.Value);
        Assert.Equal(1, MadeUpClaims.Judge($"{Claim}, arm: beside", runs).Deciding!.Value);
    }

    [Fact]
    public void Runs_may_be_chosen_by_what_they_met()
    {
        const string Claim = "statistic: each, metric: tail.return, among: { metric: payoff, compare: \"<\", value: 5 }, arm: a, compare: \"<=\", value: 1";
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 0, 1, 8));
        Assert.Equal(Verdict.Holds, verdict.Verdict);
        Assert.Equal((2, 3), (verdict.Deciding!.Runs, verdict.Deciding.AllRuns));
        Assert.Contains("1 against 1, n = 2 of 3", VerdictText.Numbers(verdict), StringComparison.Ordinal);
        Assert.Equal(Verdict.CannotBeChecked, MadeUpClaims.Judge(Claim, MadeUpRuns.Of("a", 8, 8, 8)).Verdict);
    }

    [Fact]
    public void The_experiment_s_line_counts_the_verdicts()
    {
        static ClaimVerdict Of(Verdict verdict) => MadeUpClaims.Judge("unmeasured: it is a picture", new MadeUpRuns()) with { Verdict = verdict };
        Experiment experiment = Tests.Experiments.BuiltInExperiments.Get("qmix/figure-2");
        Assert.Equal(
            "3 of 5 claims hold, 1 does not, 1 not enough runs",
            new ExperimentVerdict(experiment, false, [.. new[] { Verdict.Holds, Verdict.Holds, Verdict.NotEnoughRuns, Verdict.Holds, Verdict.DoesNotHold }.Select(Of)]).Summary);
        Assert.Equal("nothing is claimed", new ExperimentVerdict(experiment, false, []).Summary);
    }

    private sealed class OneCheck(ExactFinding? finding) : IExactChecks
    {
        public IReadOnlyCollection<string> Names => ["loss"];

        public ExactFinding? Find(string name) => finding;
    }
}
