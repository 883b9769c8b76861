using Phalanx.Environments;
using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Projections;

public class MonotoneProjectionTests
{
    public static TheoryData<int, int, Weighting> Problems => new()
    {
        { 2, 2, Weighting.Uniform }, { 2, 3, Weighting.Central }, { 2, 3, Weighting.Optimistic }, { 3, 2, Weighting.Uniform },
        { 3, 2, Weighting.Optimistic }, { 4, 2, Weighting.Central },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void No_table_that_a_mixer_could_make_is_nearer(int agents, int actions, Weighting weighting)
    {
        double alpha = weighting == Weighting.Uniform ? 1 : 0.3;
        var stream = new RandomStream(5, StreamPurpose.Named("mixers"), 0);
        for (ulong seed = 0; seed < 10; seed++)
        {
            PayoffTable payoff = PayoffTables.Random(agents, actions, seed);
            Projection projection = MonotoneProjection.Solve(payoff, weighting, alpha);
            CellWeights weights = CellWeights.Of(payoff, weighting, alpha);
            for (int attempt = 0; attempt < 100; attempt++)
            {
                double[] mixed = RandomMixture(ref stream, agents, actions);
                foreach (Minimiser minimiser in projection.Minimisers)
                {
                    // Near the minimiser as well as far from it.
                    double[] between = [.. mixed.Zip(minimiser.Table.Values.ToArray(), (far, near) => near + (0.01 * (far - near)))];
                    Assert.True(weights.Loss(payoff.Values, mixed) >= projection.Loss - 1e-9);
                    Assert.True(!IsRankedLike(mixed, minimiser) || weights.Loss(payoff.Values, between) >= projection.Loss - 1e-9);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_minimiser_has_the_loss_and_rises_along_each_of_its_orders(int agents, int actions, Weighting weighting)
    {
        double alpha = weighting == Weighting.Uniform ? 1 : 0.3;
        for (ulong seed = 0; seed < 20; seed++)
        {
            PayoffTable payoff = PayoffTables.Random(agents, actions, seed);
            Projection projection = MonotoneProjection.Solve(payoff, weighting, alpha);
            Assert.NotEmpty(projection.Minimisers);
            foreach (Minimiser minimiser in projection.Minimisers)
            {
                double loss = CellWeights.Of(payoff, weighting, alpha).Loss(payoff.Values, minimiser.Table.Values);
                Assert.Equal(projection.Loss, loss, 1e-8);
                Assert.True(IsRankedLike(minimiser.Table.Values.ToArray(), minimiser));
            }
        }
    }

    [Fact]
    public void A_weight_of_one_makes_all_weightings_the_same()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            PayoffTable payoff = PayoffTables.Random(2, 3, seed);
            double loss = MonotoneProjection.Solve(payoff, Weighting.Uniform).Loss;
            Assert.Equal(loss, MonotoneProjection.Solve(payoff, Weighting.Central, 1).Loss, 1e-12);
            Assert.Equal(loss, MonotoneProjection.Solve(payoff, Weighting.Optimistic, 1).Loss, 1e-12);
        }
    }

    [Fact]
    public void Renaming_actions_renames_the_minimisers()
    {
        PayoffTable payoff = PayoffTables.Random(2, 4, 9);
        int[] names = [2, 0, 3, 1];
        double[,] renamed = new double[4, 4];
        for (int cell = 0; cell < 16; cell++)
        {
            renamed[names[cell / 4], cell % 4] = payoff.Values[cell];
        }

        Projection original = MonotoneProjection.Solve(payoff, Weighting.Optimistic, 0.2);
        Projection other = MonotoneProjection.Solve(new PayoffTable(renamed), Weighting.Optimistic, 0.2);
        Assert.Equal(original.Loss, other.Loss, 1e-10);
        Assert.Equal(Expect.Greedy(original).Select(joint => (names[joint.Item1], joint.Item2)).Order(), Expect.Greedy(other));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 1)]
    [InlineData(2, 1)]
    public void A_table_that_must_be_monotonic_is_its_own_projection(int agents, int actions)
    {
        PayoffTable payoff = new(agents, actions, [.. Enumerable.Range(0, (int)Math.Pow(actions, agents)).Select(cell => 1.5 - (cell * cell))]);
        Projection projection = MonotoneProjection.Solve(payoff, Weighting.Uniform);
        Assert.Equal(0, projection.Loss);
        Assert.Equal(payoff, Assert.Single(projection.Minimisers).Table);
    }

    [Fact]
    public void Payoffs_that_are_all_alike_leave_every_joint_action_greedy()
    {
        Projection projection = MonotoneProjection.Solve(new PayoffTable(2, 3, [.. Enumerable.Repeat(0.1, 9)]), Weighting.Optimistic, 0.5);
        Minimiser minimiser = Assert.Single(projection.Minimisers);
        Assert.Equal(36, minimiser.Orders.Count);
        Assert.Equal(9, minimiser.GreedySet.Count);
    }

    [Fact]
    public void Orders_list_actions_from_the_lowest_to_the_highest()
    {
        Minimiser minimiser = Assert.Single(MonotoneProjection.Solve(
            new PayoffTable(new double[,] { { 5, 3 }, { 2, 1 } }), Weighting.Uniform).Minimisers);
        Assert.Equal([[1, 0], [1, 0]], Assert.Single(minimiser.Orders));
    }

    [Fact]
    public void A_game_with_too_many_orders_is_refused_and_the_limit_is_named()
    {
        PayoffTable large = PayoffTables.Random(2, 6, 1);
        UserErrorException error = Assert.Throws<UserErrorException>(() => MonotoneProjection.Solve(large, Weighting.Uniform));
        Assert.Contains("518400", error.Message, StringComparison.Ordinal);
        Assert.Contains("max-orders", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserErrorException>(() => MonotoneProjection.Solve(PayoffTables.Qtran21(), Weighting.Uniform));
        Assert.Throws<UserErrorException>(() => MonotoneProjection.Solve(
            Games.F1, Weighting.Uniform, options: new ProjectionOptions { MaxOrderTuples = 3 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void An_alpha_that_is_no_weight_is_refused(double alpha) =>
        Assert.Throws<UserErrorException>(() => MonotoneProjection.Solve(Games.F1, Weighting.Central, alpha));

    [Fact]
    public void Payoffs_whose_squares_overflow_are_refused() => Assert.Throws<UserErrorException>(
        () => MonotoneProjection.Solve(new PayoffTable(new[,] { { 1e200, 0 }, { 0, 1 } }), Weighting.Uniform));

    [Fact]
    public void Progress_rises_to_one()
    {
        var reports = new Reports();
        MonotoneProjection.Solve(PayoffTables.Random(2, 4, 1), Weighting.Uniform, options: new ProjectionOptions { Progress = reports });
        Assert.Equal(reports.All.Order(), reports.All);
        Assert.Equal(1, reports.All[^1]);
        Assert.True(reports.All.Count > 2);
    }

    [Fact]
    public void A_projection_can_be_cancelled() => Assert.Throws<OperationCanceledException>(() => MonotoneProjection.Solve(
        PayoffTables.Random(2, 5, 1), Weighting.Uniform, cancellation: new CancellationToken(canceled: true)));

    /// <summary>A monotonic function of random utilities: sums of steps and of a product of growing parts.</summary>
    private static double[] RandomMixture(ref RandomStream stream, int agents, int actions)
    {
        double[] utilities = new double[agents * actions];
        stream.FillUniform(utilities, 0.0, 2.0);
        double slope = stream.NextDouble() * 4;
        double offset = stream.NextDouble() * 4;
        double[] table = new double[(int)Math.Pow(actions, agents)];
        for (int cell = 0; cell < table.Length; cell++)
        {
            double product = 1;
            double sum = 0;
            for (int agent = 0, rest = cell; agent < agents; agent++, rest /= actions)
            {
                double utility = utilities[((agents - 1 - agent) * actions) + (rest % actions)];
                product *= utility;
                sum += utility;
            }

            table[cell] = offset + (slope * product) + sum;
        }

        return table;
    }

    private static bool IsRankedLike(double[] table, Minimiser minimiser) => minimiser.Orders.All(orders =>
    {
        int actions = orders[0].Count;
        for (int lower = 0; lower < table.Length; lower++)
        {
            for (int upper = 0; upper < table.Length; upper++)
            {
                if (Grid.IsAtMost(lower, upper, orders.Count, actions) && table[CellOf(lower)] > table[CellOf(upper)] + 1e-9)
                {
                    return false;
                }
            }
        }

        return true;

        int CellOf(int rank)
        {
            int cell = 0;
            for (int agent = orders.Count - 1, stride = 1; agent >= 0; agent--, rank /= actions, stride *= actions)
            {
                cell += orders[agent][rank % actions] * stride;
            }

            return cell;
        }
    });

    private sealed class Reports : IProgress<double>
    {
        public List<double> All { get; } = [];

        public void Report(double value) => All.Add(value);
    }
}
