using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Tests.Checks;

public class ExactChecksTests
{
    private static readonly ExactChecks Checks = new(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments, BuiltInExperiments.Settings);

    /// <summary>The claims that do not hold, which exact arithmetic told before there were verdicts; all others do.</summary>
    private static readonly string[] NotHolding =
    [
        "fsv/figure-1 continuous",
        "resq/figure-1 easy",
        "resq/figure-1 not-positive",
        "weighted-qmix/tables-1-2 t1-two",
        "weighted-qmix/tables-1-2 t2-argmax",
        "weighted-qmix/tables-1-2 t2-table",
        "weighted-qmix/tables-1-2 t2-under",
        "weighted-qmix/theorems maximum",
        "weighted-qmix/theorems proposition-1",
        "weighted-qmix/theorems proposition-2",
        "weighted-qmix/theorems theorem-1",
        "weighted-qmix/theorems theorem-2",
    ];

    private static IEnumerable<(Experiment Experiment, Claim Claim)> Exact =>
        BuiltInExperiments.Library.All.SelectMany(experiment => experiment.Claims.Where(claim => claim.Check is not null), (experiment, claim) => (experiment, claim));

    [Fact]
    public void Every_check_that_a_claim_names_is_there_and_no_other() =>
        Assert.Equal(Exact.Select(each => each.Claim.Check!).Distinct().Order(StringComparer.Ordinal), Checks.Names);

    [Fact]
    public void Exact_claims_come_out_as_exact_arithmetic_has_them()
    {
        string[] failing =
        [
            .. Exact.Where(each => new ClaimJudge(each.Experiment, ExperimentScope.Full, new NoRuns(), Checks).Judge(each.Claim).Verdict != Verdict.Holds)
                .Select(each => $"{each.Experiment} {each.Claim.Id}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(NotHolding, failing);
    }

    [Theory]
    [InlineData("wqmix-table-2-minimises", "its loss is 400, the least is 288")]
    [InlineData("wqmix-table-1-only-two", "there are 4 nearest tables")]
    [InlineData("wqmix-wrong-argmax-exists", "with a top of 6 the least loss is 259.2, and the greedy joint action (C, C) pays 0")]
    [InlineData("resq-figure-1-residual", "its largest value is 7.9")]
    [InlineData("overgeneralisation-discrete", "against any action alike the rows pay -5.3333, -4, -4")]
    [InlineData("wqmix-weak-recovery", "in all of 400 random games of 2 agents and 2 actions; in all of 400 random games of 2 agents and 3 actions; in all of 400 random games of 3 agents and 2 actions")]
    public void A_check_says_by_which_numbers(string name, string reason) => Assert.Equal(reason, Checks.Find(name)!.Reason);

    [Fact]
    public void The_wide_hill_is_no_better_answer_to_a_partner_that_does_anything() => Assert.Matches(
        "^against any action alike the best answer is 4.[0-9]+, which pays -3.5[0-9]*; -5 pays -5.[12][0-9]*$", Checks.Find("overgeneralisation-continuous")!.Reason);

    [Fact]
    public void A_check_of_no_name_is_none() => Assert.Null(Checks.Find("no-check"));

    private sealed class NoRuns : IExperimentRuns
    {
        public IRunFigures? Find(string arm, string environment, ulong seed) => null;
    }
}
