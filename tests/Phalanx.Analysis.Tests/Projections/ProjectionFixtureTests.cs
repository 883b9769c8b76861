using Phalanx.Environments;

namespace Phalanx.Analysis.Tests.Projections;

/// <summary>Games whose projections were worked out by hand or by two independent methods.</summary>
public class ProjectionFixtureTests
{
    public static TheoryData<double> Alphas => [0.01, 0.1, 0.25, 0.5, 0.75, 0.9];

    [Fact]
    public void The_game_of_agreement_has_four_nearest_tables_and_two_of_them_lose_everything() => Expect.Minimisers(
        Uniform(Games.F1),
        2.0 / 3,
        (new[,] { { 1, 1 / 3.0 }, { 1 / 3.0, 1 / 3.0 } }, [(0, 0)]),
        (new[,] { { 1 / 3.0, 1 / 3.0 }, { 1 / 3.0, 1 } }, [(1, 1)]),
        (new[,] { { 2 / 3.0, 2 / 3.0 }, { 0, 2 / 3.0 } }, [(0, 1)]),
        (new[,] { { 2 / 3.0, 0 }, { 2 / 3.0, 2 / 3.0 } }, [(1, 0)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void Central_weights_solve_the_game_of_agreement(double alpha) => Expect.Minimisers(
        Central(Games.F1, alpha), 2 * alpha / 3, (new[,] { { 1, 1 / 3.0 }, { 1 / 3.0, 1 / 3.0 } }, [(0, 0)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void Optimistic_weights_never_solve_the_game_of_agreement(double alpha)
    {
        double m = 2 / (2 + alpha);
        Expect.Minimisers(
            Optimistic(Games.F1, alpha),
            2 * alpha / (2 + alpha),
            (new[,] { { m, m }, { 0, m } }, [(0, 1)]),
            (new[,] { { m, 0 }, { m, m } }, [(1, 0)]));
    }

    [Fact]
    public void The_nearest_table_to_the_game_of_QTRAN_is_right_about_the_optimum() => Expect.Minimisers(
        Uniform(Games.F2), 288, (Peak(8, -6), [(0, 0)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void Central_weights_change_nothing_in_the_game_of_QTRAN(double alpha) => Expect.Minimisers(
        Central(Games.F2, alpha), 288 * alpha, (Peak(8, -6), [(0, 0)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void Optimistic_weights_lift_the_rest_of_the_game_of_QTRAN(double alpha) => Expect.Minimisers(
        Optimistic(Games.F2, alpha), 576 * alpha / (1 + alpha), (Peak(8, -12 * alpha / (1 + alpha)), [(0, 0)]));

    [Fact]
    public void An_optimum_of_6_in_the_game_of_QTRAN_is_lost() => Expect.Minimisers(
        Uniform(Games.F3),
        259.2,
        (new[,] { { -8.4, -8.4, -8.4 }, { -8.4, 0, 0 }, { -8.4, 0, 0 } }, [(1, 1), (1, 2), (2, 1), (2, 2)]));

    [Fact]
    public void The_game_of_QTRAN_is_lost_exactly_below_an_optimum_of_12_times_the_root_of_5_halves_less_12()
    {
        double threshold = (12 * Math.Sqrt(2.5)) - 12;
        Assert.DoesNotContain((0, 0), Expect.Greedy(Uniform(WithOptimum(threshold - 1e-4))));
        Assert.Equal([(0, 0)], Expect.Greedy(Uniform(WithOptimum(threshold + 1e-4))));

        static PayoffTable WithOptimum(double optimum) =>
            new(new double[,] { { optimum, -12, -12 }, { -12, 0, 0 }, { -12, 0, 0 } });
    }

    [Theory]
    [InlineData(0.1, 28.8)]
    [InlineData(0.5, 144)]
    [InlineData(0.75, 216)]
    public void Central_weights_win_the_optimum_of_6_back(double alpha, double loss) =>
        Expect.Minimisers(Central(Games.F3, alpha), loss, (Peak(6, -6), [(0, 0)]));

    [Fact]
    public void Central_weights_win_the_optimum_of_6_back_exactly_below_7_eighths()
    {
        Assert.Equal([(0, 0)], Expect.Greedy(Central(Games.F3, 0.875 - 1e-4)));
        Assert.DoesNotContain((0, 0), Expect.Greedy(Central(Games.F3, 0.875 + 1e-4)));
    }

    [Fact]
    public void Optimistic_weights_of_a_tenth_win_the_optimum_of_6_back() =>
        Expect.Minimisers(Optimistic(Games.F3, 0.1), 576.0 / 11, (Peak(6, -12.0 / 11), [(0, 0)]));

    [Fact]
    public void Optimistic_weights_win_the_optimum_of_6_back_exactly_below_a_seventh()
    {
        Assert.Equal([(0, 0)], Expect.Greedy(Optimistic(Games.F3, (1.0 / 7) - 1e-4)));
        Assert.DoesNotContain((0, 0), Expect.Greedy(Optimistic(Games.F3, (1.0 / 7) + 1e-4)));
    }

    [Fact]
    public void Optimistic_weights_of_a_half_lose_the_optimum_of_6_in_two_ways() => Expect.Minimisers(
        Optimistic(Games.F3, 0.5),
        174,
        (new double[,] { { -1, -1, -1 }, { -12, -1, -1 }, { -12, -1, -1 } }, [(0, 1), (0, 2)]),
        (new double[,] { { -1, -12, -12 }, { -1, -1, -1 }, { -1, -1, -1 } }, [(1, 0), (2, 0)]));

    [Fact]
    public void Optimistic_weights_of_three_quarters_have_a_known_loss_on_the_optimum_of_6() =>
        Expect.Loss(Optimistic(Games.F3, 0.75), 229.846154, 1e-8);

    [Fact]
    public void The_third_game_of_QPLEX_has_four_nearest_tables_and_none_is_right() => Expect.Minimisers(
        Uniform(Games.F4),
        344,
        (new double[,] { { -8, -8, -8 }, { -8, 6, 2 }, { -8, 2, 2 } }, [(1, 1)]),
        (new double[,] { { -8, -8, -8 }, { -8, 2, 2 }, { -8, 2, 6 } }, [(2, 2)]),
        (new double[,] { { -8, -8, -8 }, { -8, 4, 4 }, { -8, 0, 4 } }, [(1, 2)]),
        (new double[,] { { -8, -8, -8 }, { -8, 4, 0 }, { -8, 4, 4 } }, [(2, 1)]));

    [Fact]
    public void Central_weights_of_a_tenth_solve_the_third_game_of_QPLEX() =>
        Expect.Minimisers(Central(Games.F4, 0.1), 48.6, (Peak(8, -4.5), [(0, 0)]));

    [Fact]
    public void Central_weights_of_a_half_do_not_solve_the_third_game_of_QPLEX()
    {
        Projection half = Central(Games.F4, 0.5);
        Expect.Loss(half, 242.857143, 1e-8);
        Assert.DoesNotContain((0, 0), Expect.Greedy(half));
        Assert.Equal([(0, 0)], Expect.Greedy(Central(Games.F4, 0.4987)));
        Assert.DoesNotContain((0, 0), Expect.Greedy(Central(Games.F4, 0.49872)));
    }

    [Fact]
    public void Optimistic_weights_of_a_tenth_tie_the_optimum_of_the_third_game_of_QPLEX_with_wrong_actions()
    {
        Projection projection = Optimistic(Games.F4, 0.1);
        Expect.Loss(projection, 70.933333, 1e-8);
        Assert.All(projection.Minimisers, minimiser =>
        {
            Assert.Equal(16.0 / 3, minimiser.Table.Max, 1e-9);
            Assert.Equal(16.0 / 3, minimiser.Table[0, 0], 1e-9);
        });
        Assert.Equal([(0, 1), (0, 2), (1, 0), (2, 0)], Expect.Greedy(projection));
    }

    [Fact]
    public void The_counterexample_is_lost_under_uniform_weights() =>
        Expect.Minimisers(Uniform(Games.F5), 0.5, (new[,] { { 1.5, 1.5 }, { -2, 1 } }, [(0, 1)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void The_counterexample_is_lost_at_any_alpha(double alpha)
    {
        double m = (2 + alpha) / (1 + alpha);
        (double[,], (int, int)[]) lost = (new[,] { { m, m }, { -2, 1 } }, [(0, 1)]);
        Expect.Minimisers(Central(Games.F5, alpha), alpha / (1 + alpha), lost);
        Expect.Minimisers(Optimistic(Games.F5, alpha), alpha / (1 + alpha), lost);
    }

    [Fact]
    public void An_optimum_of_12_among_tens_is_tied_with_a_wrong_action() => Expect.Minimisers(
        Uniform(Games.F6), 3, (new[,] { { 10.5, 0, 10.5 }, { 0, 0, 10 }, { 10.5, 10, 10.5 } }, [(2, 2)]));

    [Theory]
    [MemberData(nameof(Alphas))]
    public void An_optimum_of_12_among_tens_is_lost_at_every_alpha(double alpha)
    {
        Assert.Equal([(2, 2)], Expect.Greedy(Central(Games.F6, alpha)));
        Assert.Equal([(2, 2)], Expect.Greedy(Optimistic(Games.F6, alpha)));
    }

    [Fact]
    public void The_game_of_PyMARL2_is_solved() => Expect.Minimisers(Uniform(Games.F7), 0.02, (Peak(12, -0.05), [(0, 0)]));

    [Fact]
    public void A_monotonic_game_is_its_own_projection() =>
        Expect.Minimisers(Uniform(Games.F8), 0, (new double[,] { { 0, 1 }, { 1, 8 } }, [(1, 1)]));

    [Fact]
    public void With_four_actions_the_game_of_QTRAN_is_lost()
    {
        const double Low = -64.0 / 7;
        (int, int)[] others = [.. from row in Enumerable.Range(1, 3) from column in Enumerable.Range(1, 3) select (row, column)];
        Expect.Minimisers(
            Uniform(Games.F9),
            400 * 6 / 7.0,
            (new[,] { { Low, Low, Low, Low }, { Low, 0, 0, 0 }, { Low, 0, 0, 0 }, { Low, 0, 0, 0 } }, others));
    }

    [Fact]
    public void The_first_game_of_QPLEX_is_tied_at_the_top()
    {
        Projection projection = Uniform(Games.F10);
        Expect.Loss(projection, 66.786667, 1e-8);
        Assert.Equal([(2, 2)], Expect.Greedy(projection));
        Assert.All(projection.Minimisers, minimiser => Assert.All(
            new[] { (0, 0), (0, 2), (2, 0), (2, 2) }, top => Assert.Equal(10.1, minimiser.Table[top.Item1, top.Item2], 1e-9)));
    }

    private static double[,] Peak(double top, double rest) => new[,] { { top, rest, rest }, { rest, rest, rest }, { rest, rest, rest } };

    private static Projection Uniform(PayoffTable payoff) => MonotoneProjection.Solve(payoff, Weighting.Uniform);

    private static Projection Central(PayoffTable payoff, double alpha) => MonotoneProjection.Solve(payoff, Weighting.Central, alpha);

    private static Projection Optimistic(PayoffTable payoff, double alpha) => MonotoneProjection.Solve(payoff, Weighting.Optimistic, alpha);
}
