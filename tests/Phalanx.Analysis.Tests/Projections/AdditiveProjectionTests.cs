using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Projections;

public class AdditiveProjectionTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 4 }, { 2, 1 }, { 2, 3 }, { 2, 5 }, { 3, 3 }, { 4, 2 } };

    [Fact]
    public void The_game_of_QTRAN_has_the_table_that_VDN_tends_to()
    {
        var projection = AdditiveProjection.Solve(Games.F2);
        double[,] expected = { { -56 / 9.0, -44 / 9.0, -44 / 9.0 }, { -44 / 9.0, -32 / 9.0, -32 / 9.0 }, { -44 / 9.0, -32 / 9.0, -32 / 9.0 } };
        Assert.True(Expect.Distance(new PayoffTable(expected), projection.Table) < 1e-12);
        Assert.Equal(455.1111, projection.Loss, 1e-4);
        Assert.Equal([[1, 1], [1, 2], [2, 1], [2, 2]], projection.GreedySet);
    }

    [Fact]
    public void The_second_step_of_the_two_step_game_has_its_known_sums()
    {
        var projection = AdditiveProjection.Solve(Games.F8);
        Assert.True(Expect.Distance(new PayoffTable(new[,] { { -1.5, 2.5 }, { 2.5, 6.5 } }), projection.Table) < 1e-12);
        Assert.Equal([-0.75, 3.25], projection.Utilities[0]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_closed_form_and_the_normal_equations_agree(int agents, int actions)
    {
        PayoffTable payoff = PayoffTableOf(agents, actions);
        var closed = AdditiveProjection.Solve(payoff);
        double[] ones = new double[payoff.Values.Length];
        Array.Fill(ones, 1);
        var solved = AdditiveProjection.Solve(payoff, ones);
        Assert.True(Expect.Distance(closed.Table, solved.Table) < 1e-10);
        Assert.Equal(closed.Loss, solved.Loss, 1e-10);
        Assert.Equal(closed.Loss, AdditiveProjection.Solve(payoff, Weighting.Optimistic, 1).Loss, 1e-10);
    }

    // The loss is convex, so a fit is the best one if and only if the weighted errors of every action of every agent cancel.
    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weighted_errors_cancel_for_every_action(int agents, int actions)
    {
        PayoffTable payoff = PayoffTableOf(agents, actions);
        double[] weights = new double[payoff.Values.Length];
        var stream = new RandomStream(1, StreamPurpose.Named("additive weights"), 0);
        stream.FillUniform(weights.AsSpan(), 0.01, 1);
        Check(AdditiveProjection.Solve(payoff, weights), CellWeights.Given(weights));
        foreach (double alpha in new[] { 0.01, 0.1, 0.5 })
        {
            Check(AdditiveProjection.Solve(payoff, Weighting.Central, alpha), CellWeights.Of(payoff, Weighting.Central, alpha));
            Check(AdditiveProjection.Solve(payoff, Weighting.Optimistic, alpha), CellWeights.Asymmetric(alpha));
        }

        void Check(AdditiveProjection projection, CellWeights given)
        {
            for (int agent = 0, stride = 1; agent < agents; agent++, stride *= actions)
            {
                double[] gradient = new double[actions];
                for (int cell = 0; cell < weights.Length; cell++)
                {
                    double error = payoff.Values[cell] - projection.Table.Values[cell];
                    gradient[cell / stride % actions] += given[cell, error] * error;
                }

                Assert.All(gradient, sum => Assert.Equal(0, sum, 1e-8));
            }
        }
    }

    [Fact]
    public void Utilities_add_up_to_the_table()
    {
        var projection = AdditiveProjection.Solve(PayoffTables.Random(3, 3, 2), Weighting.Optimistic, 0.3);
        Assert.True(Expect.Distance(UtilityTables.Sum(3, projection.Utilities), projection.Table) < 1e-12);
        Assert.Equal(projection.Utilities[0].Average(), projection.Utilities[2].Average(), 1e-12);
    }

    [Fact]
    public void Weights_that_are_not_positive_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AdditiveProjection.Solve(Games.F1, [1, 1, 0, 1]));
        Assert.Throws<ArgumentException>(() => AdditiveProjection.Solve(Games.F1, [1, 1, 1]));
        Assert.Throws<UserErrorException>(() => AdditiveProjection.Solve(Games.F1, Weighting.Central, 0));
    }

    private static PayoffTable PayoffTableOf(int agents, int actions) =>
        new RandomGames { Agents = agents, Actions = actions, Distribution = PayoffDistribution.Normal }[0];
}
