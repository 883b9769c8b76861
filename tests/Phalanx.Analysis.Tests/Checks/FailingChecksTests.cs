using Phalanx.Analysis.Checks;
using Phalanx.Analysis.Tests.Experiments;
using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;

namespace Phalanx.Analysis.Tests.Checks;

/// <summary>A check would find the contrary if it were so: each is given a statement, a table or networks of which it is.</summary>
public class FailingChecksTests
{
    private static CheckSources Sources { get; } = new(BuiltInExperiments.Algorithms, BuiltInExperiments.Environments, seed: 0, CancellationToken.None);

    [Fact]
    public void Games_that_break_4b_break_theorem_1_of_qtran() =>
        Refuted(QtranTheorems.Sufficiency([.. FactorisedGame.Draw(Sources, 100, DrawnDifferences.OfEitherSign)]));

    [Fact]
    public void Condition_4b_is_not_as_strong_as_condition_7()
    {
        FactorisedGame[] weaker = [.. FactorisedGame.Draw(Sources, 100, DrawnDifferences.NotNegative)];
        FactorisedGame[] stronger = [.. FactorisedGame.Draw(Sources, 100, DrawnDifferences.ZeroOnEveryLine)];
        Refuted(QtranTheorems.Strength(weaker, weaker));
        Refuted(QtranTheorems.Strength(stronger, stronger)); // then neither is the stronger
        Confirmed(QtranTheorems.Strength(stronger, weaker));
    }

    [Fact]
    public void Utilities_with_another_greedy_action_cannot_be_scaled()
    {
        PayoffTable payoff = Games.F2;
        Confirmed(QtranNecessity.Of([new(payoff, [[1, 0, 0], [1, 0, 0]], 0)]));
        Refuted(QtranNecessity.Of([new(payoff, [[0, 1, 0], [1, 0, 0]], 0)]));
    }

    [Fact]
    public void An_algorithm_for_continuous_actions_is_not_refused() => Refuted(ContinuousActionsRefused.Of(Sources, ["qtran-base", "maddpg"]));

    [Fact]
    public void The_nearest_table_is_known_from_others()
    {
        var nearest = new PayoffTable(new double[,] { { 8, -6, -6 }, { -6, -6, -6 }, { -6, -6, -6 } });
        var learned = new PayoffTable(new double[,] { { -8, -8, -8 }, { -8, 0, 0 }, { -8, 0, 0 } });
        Confirmed(PrintedProjections.AllMinimise(Games.F2, [nearest]));
        ExactFinding finding = PrintedProjections.AllMinimise(Games.F2, [learned]);
        Refuted(finding);
        Assert.Equal("its loss is 320, the least is 288", finding.Reason);
    }

    [Fact]
    public void The_count_of_nearest_tables_decides()
    {
        Confirmed(PrintedProjections.AreSoMany(Games.F1, 4));
        Confirmed(PrintedProjections.AreSoMany(Games.F2, 1));
        Refuted(PrintedProjections.AreSoMany(Games.F2, 2));
    }

    [Fact]
    public void The_theorems_of_projections_hold_of_a_game_that_is_monotonic()
    {
        Confirmed(ProjectionTheorems.KeepsArgmax(Games.F8, Weighting.Central, CancellationToken.None));
        Confirmed(ProjectionTheorems.KeepsArgmax(Games.F8, Weighting.Optimistic, CancellationToken.None));
        Confirmed(ProjectionTheorems.IsNotBelowAtMaximum(Games.F8, CancellationToken.None));
        Confirmed(ProjectionTheorems.IsExactAtSomeMaximum(Games.F8, CancellationToken.None));
        Confirmed(ProjectionTheorems.KeepsMaximum(Games.F8, CancellationToken.None));
    }

    [Fact]
    public void Above_the_bound_weak_recovery_can_fail()
    {
        ProjectedGame above = Project(Games.F3, Weighting.Central, 0.95);
        Refuted(ProjectionProperties.WeakRecovery([above], []));
        Refuted(ProjectionProperties.UniqueMaximumIsExact([Project(Games.F4, Weighting.Uniform, 1)]));
    }

    [Fact]
    public void A_greedy_joint_action_of_another_value_is_seen() =>
        Refuted(ProjectionProperties.RightGreedyIsExact([Project(Games.F7, Weighting.Uniform, 1) with { Payoff = Games.F2 }]));

    [Fact]
    public void An_algorithm_that_is_not_there_is_named()
    {
        ExactFinding finding = ListedAlgorithms.Of(Sources, ["resq", "refill"]);
        Refuted(finding);
        Assert.Equal("of 2 there is no refill", finding.Reason);
    }

    [Fact]
    public void A_decomposition_is_judged_by_its_numbers()
    {
        var main = new PayoffTable(new double[,] { { 8, 7, 7 }, { 7, 6, 6 }, { 7, 6, 6 } });
        var residual = new PayoffTable(new double[,] { { 0, -19, -19 }, { -19, -6, -6 }, { -19, -6, -6 } });
        Confirmed(PrintedDecomposition.IsSum(Games.F2, main, residual));
        Refuted(PrintedDecomposition.IsSum(Games.F3, main, residual));
        Confirmed(PrintedDecomposition.IsNotPositive(residual));
        Confirmed(PrintedDecomposition.IsMonotonic(main));
    }

    [Fact]
    public void Networks_that_are_not_bound_to_it_have_other_greedy_joint_actions()
    {
        Refuted(MonotonicMixers.Of(Sources, [new("qtran-base")], draws: 5));
        Refuted(ResidualNetworks.Theorem1(Sources, "hinge", draws: 2));
        Refuted(ResidualNetworks.Theorem1(Sources, "raw", draws: 2));
        Refuted(ResidualNetworks.PositiveBreaks(Sources, ["raw", "negative_absolute"], draws: 2));
        Refuted(ColdPolicies.Of(Sources, "10", draws: 25));
    }

    [Fact]
    public void A_main_function_below_the_table_does_not_do() => Refuted(ResidualTables.Of(Sources, games: 100, scale: 1.5));

    [Fact]
    public void A_sum_of_returns_breaks_nothing() => Refuted(SumOfSquares.Of(Sources, power: 1));

    [Fact]
    public void The_better_answer_to_any_partner_decides()
    {
        Refuted(Overgeneralisation.Discrete(Games.F7));
        double[,] hill = new double[21, 21];
        for (int first = 0; first < 21; first++)
        {
            for (int second = 0; second < 21; second++)
            {
                hill[first, second] = -Math.Abs(first - 5); // best at -5
            }
        }

        Confirmed(Overgeneralisation.Continuous(new PayoffTable(hill)));
    }

    [Fact]
    public void Weights_other_than_1_make_another_joint_policy() => Refuted(SoftPolicies.Of(Sources, weight: 1.5));

    [Fact]
    public void Shares_represent_some_games()
    {
        Assert.Equal(0, SoftmaxWeights.LeastLargestError(new(new double[,] { { 0, -1 }, { -1, -1 } })));
        Refuted(SoftmaxWeights.CannotRepresent(new PayoffTable(new double[,] { { 0, -1 }, { -1, -1 } })));
        Assert.Equal(6, SoftmaxWeights.LeastLargestError(Games.F2), 1e-6);
    }

    [Fact]
    public void Settings_that_differ_from_the_table_are_seen()
    {
        Refuted(HyperParameters.StateValue(Sources, "two-quadratics", units: 0));
        Refuted(HyperParameters.StateValue(Sources, "matrix/qtran", units: 64));
        Refuted(HyperParameters.Temperature(Sources, 1, 0.1));
    }

    private static ProjectedGame Project(PayoffTable payoff, Weighting weighting, double alpha) =>
        new(payoff, MonotoneProjection.Solve(payoff, weighting, alpha));

    private static void Confirmed(ExactFinding finding) => Assert.True(finding.Holds, finding.Reason);

    private static void Refuted(ExactFinding finding) => Assert.False(finding.Holds, finding.Reason);
}
