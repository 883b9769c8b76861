using Phalanx.Analysis.Experiments;
using Phalanx.Analysis.Statistics;
using Phalanx.Analysis.Verdicts;

namespace Phalanx.Analysis.Tests.Verdicts;

/// <summary>The examples that were worked by hand, with numbers of the predator-prey page.</summary>
public class WorkedExamplesTests
{
    private static readonly ExperimentScope Shorter = new(IsQuick: true);

    [Fact]
    public void A_two_arms_that_lie_apart_hold_by_their_interval()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: a, compare: \">\", against: b, margin: 5, chosen: true, decide: interval, direction: order";
        MadeUpRuns runs = MadeUpRuns.Of("a", 35.4, 36.5, 35.9).And("b", 0, 0, 0);
        ClaimVerdict verdict = MadeUpClaims.Judge(Claim, runs);
        PartVerdict part = Assert.Single(verdict.Parts);
        Assert.Equal((Verdict.Holds, 35.9, 0.0, 3), (verdict.Verdict, part.Value, part.Against, part.Runs));
        Assert.Equal((30.4, 31.5), (part.Interval!.Value.Low, part.Interval!.Value.High), Near);
        Assert.Equal("holds", verdict.Words);
        Assert.Equal(["threshold ours"], verdict.Remarks);

        // The runs of the page had 300,000 of 1,000,000 steps.
        Assert.Equal("holds (reduced)", MadeUpClaims.Judge(Claim, runs, Shorter).Words);
    }

    [Fact]
    public void B_a_wide_sample_against_a_number_is_decided_by_its_point_and_called_close()
    {
        const string Claim = "statistic: median, metric: tail.return, arm: a, compare: \"<=\", value: 5, direction: stays";
        MadeUpRuns runs = MadeUpRuns.Of("a", 35.9, 0.5, 36.5);
        ClaimVerdict point = MadeUpClaims.Judge(Claim, runs);
        Assert.Equal(("does not hold (close)", 35.9), (point.Words, point.Deciding!.Value));
        Assert.Equal((-31.5, 4.5), (point.Deciding.Interval!.Value.Low, point.Deciding.Interval!.Value.High), Near);
        Assert.Equal(Verdict.NotEnoughRuns, MadeUpClaims.Judge($"{Claim}, decide: interval", runs).Verdict);
    }

    [Fact]
    public void C_counts_scale_to_the_seeds_that_there_are()
    {
        const string Claim = "statistic: count, where: { greedy_in: [[0, 0]] }, arm: a, compare: \">=\", k: [8, 10], least_seeds: 5, direction: reaches";
        Assert.Equal(Verdict.Holds, Count(9, 10));
        ClaimVerdict few = MadeUpClaims.Judge(Claim, Runs(3, 3));
        Assert.Equal(Verdict.NotEnoughRuns, few.Verdict);
        Assert.Contains("so far 3 of 3", few.Deciding!.Reason, StringComparison.Ordinal);
        Assert.Equal(Verdict.Holds, Count(4, 5));
        Assert.Equal(Verdict.DoesNotHold, Count(3, 5));

        Verdict Count(int right, int of) => MadeUpClaims.Judge(Claim, Runs(right, of)).Verdict;

        static MadeUpRuns Runs(int right, int of) => MadeUpRuns.Of("a", [.. Enumerable.Range(0, of).Select(seed => seed < right ? 8.0 : 0.0)]);
    }

    [Fact]
    public void D_samples_that_overlap_are_not_enough()
    {
        MadeUpRuns runs = MadeUpRuns.Of("a", 30, 32, 34, 36, 38).And("b", 20, 25, 31, 33, 35);
        PartVerdict medians = Part("median");
        Assert.Equal((Verdict.NotEnoughRuns, 34.0, 31.0), (medians.Verdict, medians.Value, medians.Against));
        Assert.Equal(new Interval(-3, 14), medians.Interval);

        PartVerdict middle = Part("iqm");
        Assert.Equal((34, 29.67), (middle.Value!.Value, middle.Against!.Value), Hundredths);
        Assert.InRange(middle.Interval!.Value.Low, -1.8, -1.4);
        Assert.InRange(middle.Interval!.Value.High, 12, 12.6);

        PartVerdict chance = MadeUpClaims.Judge("statistic: poi, metric: tail.return, arm: a, compare: \">\", value: 0.5, against: b, decide: interval", runs).Deciding!;
        Assert.Equal(0.76, chance.Value!.Value, 12);

        PartVerdict Part(string statistic) =>
            MadeUpClaims.Judge($"statistic: {statistic}, metric: tail.return, arm: a, compare: \">\", against: b, decide: interval", runs).Deciding!;
    }

    private static bool Near((double, double) expected, (double, double) found) => Within(expected, found, 1e-9);

    private static bool Hundredths((double, double) expected, (double, double) found) => Within(expected, found, 0.005);

    private static bool Within((double One, double Other) expected, (double One, double Other) found, double tolerance) =>
        Math.Abs(expected.One - found.One) <= tolerance && Math.Abs(expected.Other - found.Other) <= tolerance;
}
