using Phalanx.Environments;

namespace Phalanx.Analysis.Tests.Conditions;

public class TheoremCheckTests
{
    public static TheoryData<string> Shapes => ["2x2", "2x3", "3x2"];

    [Fact]
    public void The_bounds_of_known_games_are_known()
    {
        Assert.Equal(0.25, TheoremCheck.BoundOf(Games.F1), 1e-9);
        Assert.Equal(64.0 / 3600, TheoremCheck.BoundOf(Games.F2), 1e-9);
        Assert.Equal(36.0 / 2916, TheoremCheck.BoundOf(Games.F3), 1e-9);
        Assert.Equal(0.00111111, TheoremCheck.BoundOf(Games.F4), 1e-8);
        Assert.Equal(0.015625, TheoremCheck.BoundOf(Games.F5), 1e-9);
        Assert.Equal(0.191406, TheoremCheck.BoundOf(Games.F8), 1e-6);
    }

    [Fact]
    public void Where_all_payoffs_are_alike_any_alpha_recovers_everything()
    {
        PayoffTable flat = new(2, 2, [3, 3, 3, 3]);
        var check = TheoremCheck.Of(flat, MonotoneProjection.Solve(flat, Weighting.Central, 0.5));
        Assert.Equal((1, 0, 0), (check.Bound, check.Gap, check.Range));
        Assert.True(check is { WeakRecovery: true, GreedyRecovery: true, ValueRecovery: true });
    }

    [Theory]
    [InlineData(Weighting.Central)]
    [InlineData(Weighting.Optimistic)]
    public void Far_below_its_bound_the_counterexample_has_its_optimum_among_the_best_but_is_not_played(Weighting weighting)
    {
        const double Alpha = 0.001;
        Assert.True(Alpha < TheoremCheck.BoundOf(Games.F5));
        var check = TheoremCheck.Of(Games.F5, MonotoneProjection.Solve(Games.F5, weighting, Alpha));
        Assert.True(check is { WeakRecovery: true, GreedyRecovery: false, ValueRecovery: false });
    }

    [Fact]
    public void One_wrong_minimiser_among_several_is_enough_to_lose_greedy_recovery()
    {
        var check = TheoremCheck.Of(Games.F1, MonotoneProjection.Solve(Games.F1, Weighting.Uniform));
        Assert.True(check is { WeakRecovery: true, GreedyRecovery: false, ValueRecovery: false });
        check = TheoremCheck.Of(Games.F1, MonotoneProjection.Solve(Games.F1, Weighting.Central, 0.1));
        Assert.True(check is { WeakRecovery: true, GreedyRecovery: true, ValueRecovery: true });
        check = TheoremCheck.Of(Games.F3, MonotoneProjection.Solve(Games.F3, Weighting.Uniform));
        Assert.True(check is { WeakRecovery: false, GreedyRecovery: false, ValueRecovery: false });
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Below_the_bound_weak_recovery_is_certain_and_the_theorem_holds_for_every_unique_maximiser(string shape)
    {
        var games = new RandomGames
        {
            Agents = shape[0] - '0',
            Actions = shape[2] - '0',
            Trials = 60,
            Distribution = PayoffDistribution.Normal,
            Seed = 11,
        };
        for (int trial = 0; trial < games.Trials; trial++)
        {
            PayoffTable payoff = games[trial];
            foreach (Weighting weighting in new[] { Weighting.Central, Weighting.Optimistic })
            {
                Projection projection = MonotoneProjection.Solve(payoff, weighting, 0.9 * TheoremCheck.BoundOf(payoff));
                Assert.True(TheoremCheck.Of(payoff, projection).WeakRecovery);
                foreach (Minimiser minimiser in projection.Minimisers)
                {
                    if (Best.IndicesOf(minimiser.Table.Values) is [int only])
                    {
                        Assert.Equal(payoff.Max, payoff.Values[only]);
                        Assert.Equal(payoff.Max, minimiser.Table.Max, 1e-6);
                    }
                }
            }
        }
    }
}
