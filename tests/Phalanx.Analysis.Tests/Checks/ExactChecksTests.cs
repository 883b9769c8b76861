using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Checks;

public class ExactChecksTests
{
    private static ExactChecks Checks { get; } = new(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments);

    /// <summary>
    /// The name, whether the claim holds, the words of the specification of experiments (section in brackets), and what the finding must say: the numbers
    /// that decide.
    /// </summary>
    public static TheoryData<string, bool, string, string> Expected => new()
    {
        { "qmix-theorem-1", true, "dQ_tot/dQ_a >= 0 implies consistent argmax; ties on sets (6.5)", "all 600" },
        { "qtran-theorem-1", true, "greedy individual actions are a joint argmax: all (6.1)", "all 1,000" },
        { "qtran-theorem-2", true, "T2 the same with (7) (6.1)", "of games drawn to satisfy (4b)" },
        { "qtran-necessity", true, "necessity up to positive scaling (6.1)", "all 1,000" },
        { "qtran-refuses-continuous-actions", true, "refused by declaration (6.3)", "the algorithm 'qtran-base' needs discrete actions" },
        { "wqmix-table-1-both-minimise", true, "both printed tables are nearest tables (loss 2/3): holds (6.2)", "their loss is 0.666667, the least is 0.666667" },
        { "wqmix-table-1-only-two", false, "does not hold: four (6.2)", "there are 4 nearest tables" },
        { "wqmix-table-1-several", true, "not a contraction (more than one projection): holds (6.2)", "4 nearest tables" },
        { "wqmix-table-2-minimises", false, "its loss is 400, the least is 288 (6.2)", "its loss is 400, the least is 288" },
        { "wqmix-table-2-wrong-argmax", false, "does not hold for this game: greedy (A,A) (6.2)", "(A, A) of the nearest table pays 8" },
        { "wqmix-table-2-underestimates", false, "does not hold for this game: value 8 (6.2)", "has 8 at the best joint action (A, A), which pays 8" },
        { "wqmix-wrong-argmax-exists", true, "top value 6 instead of 8 (loss 259.2, greedy in {B,C}^2) (6.2)", "with a top of 6 the least loss is 259.2" },
        { "wqmix-right-argmax-is-exact", true, "holds for a unique maximiser (6.2)", "of 1,200 random games" },
        { "wqmix-theorem-1", false, "do not hold: greedy (A,B) pays 1 (6.2)", "(A, B) pays 1, the best 2" },
        { "wqmix-theorem-2", false, "do not hold: greedy (A,B) pays 1 (6.2)", "(A, B) pays 1, the best 2" },
        { "wqmix-proposition-1", false, "m < 2 at an argmax cell (6.2)", "at (A, A) with 1.986" },
        { "wqmix-proposition-2", false, "no argmax cell exact (6.2)", "wrong by at least 0.0138" },
        { "wqmix-maximum", false, "nor max Pi_w Q* = max Q* (6.2)", "1.986" },
        { "wqmix-weak-recovery", true, "must hold on 400 random games each of 2x2, 3x3, 2x2x2 (6.2)", "all 1,200 random games with central weights and all 1,200 with optimistic ones" },
        { "wqmix-corollary-2", true, "and so must Corollary 2 (a unique argmax is exact) (6.2)", "of 2,400 projections" },
        { "resq-expected-algorithms", true, "names exist (6.4)", "all 9 are there" },
        { "resq-stochastic-algorithms", true, "names exist (6.4)", "all 4 are there" },
        { "resq-figure-1-sum", true, "the sum is the payoff: holds (6.4)", "is 0" },
        { "resq-figure-1-residual", false, "Q_r <= 0: does not hold (7.9) (6.4)", "7.9, at (C, C)" },
        { "resq-figure-1-monotone", false, "it is not monotone; its projection has a loss above 0 (6.4)", "a monotonic one has 0" },
        { "resq-theorem-1", true, "argmax Q_jt = individual argmaxes and the value there is Q_tot (6.4)", "all 1,200" },
        { "resq-positive-residual-breaks", true, "with constraint: hinge or the raw residual the property must fail on some networks (6.4)", "of 240 drawn networks Q_jt is largest at another" },
        { "resq-theorem-2", true, "has that argmax and equals Q off it (6.4)", "all 1,000" },
        { "resq-theorem-3", true, "the same for means, main ddn|dmix|datten (6.4)", "all 128" },
        { "resq-theorem-4", true, "the same for means, main ddn|dmix|datten (6.4)", "all 128" },
        { "resq-squares-break", true, "Z_tot = sum Z_i^2 breaks it (a counterexample search finds one) (6.4)", "whose squares have the means" },
        { "overgeneralisation-discrete", true, "in the matrix it holds (row means -5.33, -4, -4) (6.3)", "A pays -5.33, B pays -4, C pays -4" },
        { "overgeneralisation-continuous", false, "does not (best near 4.08 with -3.54, against -5.19 at -5) (6.3)", "is near 4.08 and pays -3.5" },
        { "fsv-theorem-1", true, "product of policies = joint energy policy, sums to 1 (6.3)", "1,000 drawn sets" },
        { "fsv-theorem-2", true, "alpha 1e-3, random networks, argmax Q_tot = individual argmaxes on 1,000 (6.3)", "all 1,000" },
        { "fsv-softmax-weights", true, "literal softmax lambda leaves an error above 1 on the 3x3 game (6.3)", "by 6 or more" },
        { "fsv-lambda", true, "lambda layers 2, units 64: agrees (6.3)", "layers of 64 and 64 units" },
        { "fsv-state-value-discrete", true, "hidden units 0 (discrete): agrees (6.3)", "no hidden layer, the table no hidden layer" },
        { "fsv-state-value-continuous", true, "was 0, text 64 (6.3), and is corrected as 7.1 no. 9 asks", "layers of 64 units, the table layers of 64 units" },
        { "fsv-actor", true, "actor 2 x 64, 3e-4 (continuous): agrees (6.3)", "its learning rate is 0.0003" },
        { "fsv-factored-actors", true, "QMIX, VDN actor 2 x 64, 3e-4: agrees (6.3)", "the actor of vdn-ac" },
        { "fsv-temperature-discrete", true, "alpha linear 1 to 0.01: agrees (6.3)", "from 1 to 0.01" },
        { "fsv-temperature-continuous", true, "alpha automatic: agrees (6.3)", "the temperature is learned" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_check_finds_what_the_mathematics_says(string name, bool holds, string specification, string words)
    {
        ExactFinding? finding = Checks.Find(name);
        Assert.NotNull(finding);
        Assert.True(holds == finding.Holds, $"{name}: {finding.Reason}; expected: {specification}");
        Assert.Contains(words, finding.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Reason);
    }

    [Fact]
    public void Every_check_that_a_claim_names_is_there_and_no_claim_is_without_it()
    {
        string[] named = [.. BuiltInExperiments.Library.All.SelectMany(experiment => experiment.Claims).Select(claim => claim.Check).OfType<string>()];
        Assert.NotEmpty(named);
        Assert.Equal(named.Order(StringComparer.Ordinal), Checks.Names);
        Assert.Equal(Checks.Names, Expected.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_check_that_is_not_there_is_none()
    {
        Assert.Null(Checks.Find("qtran-theorem-3"));
        UserErrorException error = Assert.Throws<UserErrorException>(
            () => ExactChecks.Run("qtran-theorem-3", BuiltInExperiments.Algorithms, BuiltInExperiments.Environments));
        Assert.Contains("there is no check 'qtran-theorem-3'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_finds_the_same_again() => Assert.Equal(
        ExactChecks.Run("resq-squares-break", BuiltInExperiments.Algorithms, BuiltInExperiments.Environments), Checks.Find("resq-squares-break"));

    [Fact]
    public void A_check_is_stopped() => Assert.Throws<OperationCanceledException>(
        () => ExactChecks.Run("qtran-theorem-1", BuiltInExperiments.Algorithms, BuiltInExperiments.Environments, cancellation: new CancellationToken(true)));
}
