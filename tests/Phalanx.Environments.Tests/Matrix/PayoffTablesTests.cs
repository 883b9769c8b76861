using FsCheck;
using FsCheck.Fluent;
using Phalanx.Environments.Matrix;
using Phalanx.Foundation;

namespace Phalanx.Environments.Tests.Matrix;

public sealed class PayoffTablesTests
{
    private const double Close = 1e-4;

    public static TheoryData<string, double, double> Catalogue => new()
    {
        { "matrix/qtran", 8, -40.0 / 9 },
        { "matrix/resq", 8, -32.1 / 9 },
        { "matrix/resq-noisy", 8, -32.1 / 9 },
        { "matrix/weighted-qmix", 1, 0.5 },
        { "matrix/weak-recovery", 2, 0.5 },
        { "matrix/qplex-1", 10.4, 7.8222 },
        { "matrix/qplex-3", 8, -3.1111 },
        { "matrix/pymarl2", 12, 1.2889 },
        { "matrix/climb", 11, -3.4444 },
        { "matrix/penalty", 10, -178.0 / 9 },
        { "matrix/grid", 8, -40.0 / 9 },
        { "matrix/qtran-21", 10, -5.3028 },
    };

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Best_and_mean_are_those_of_the_papers(string name, double best, double mean)
    {
        PayoffTable payoffs = EnvironmentRegistry.WithBuiltIns()[name].SpecOf().Payoffs!;

        Assert.Equal(best, payoffs.Max);
        Assert.Equal(mean, payoffs.Mean, Close);
    }

    [Fact]
    public void The_additive_fits_are_the_derived_ones()
    {
        AssertTable([-6.2222, -4.8889, -4.8889, -4.8889, -3.5556, -3.5556, -4.8889, -3.5556, -3.5556], AdditiveFit(PayoffTables.Qtran));
        AssertTable([-7.1, -5.7667, -3.1333, -5.7667, -4.4333, -1.8, -3.1333, -1.8, 0.8333], AdditiveFit(PayoffTables.Resq));
        AssertTable([-7.5556, -4.2222, -4.2222, -4.2222, -0.8889, -0.8889, -4.2222, -0.8889, -0.8889], AdditiveFit(PayoffTables.Qplex3));
    }

    [Fact]
    public void Single_payoffs_are_at_their_joint_actions()
    {
        Assert.Equal((8, -12, 0), (PayoffTables.Qtran[0, 0], PayoffTables.Qtran[0, 1], PayoffTables.Qtran[2, 1]));
        Assert.Equal(7.9, PayoffTables.Resq[2, 2]);
        Assert.Equal((1, -2), (PayoffTables.WeakRecovery[0, 1], PayoffTables.WeakRecovery[1, 0]));
        Assert.Equal((6, 0), (PayoffTables.Qplex3[1, 1], PayoffTables.Qplex3[1, 2]));
        Assert.Equal((-30, 6, 0), (PayoffTables.Climb[0, 1], PayoffTables.Climb[1, 2], PayoffTables.Climb[2, 1]));
        Assert.Equal((-100, 2), (PayoffTables.Penalty()[0, 2], PayoffTables.Penalty()[1, 1]));
        Assert.Equal((10.4, 12), (PayoffTables.Qplex1()[0, 0], PayoffTables.Qplex1(12)[0, 0]));
        Assert.Equal((10, 0), (PayoffTables.Qplex1()[0, 2], PayoffTables.Qplex1()[1, 0]));
    }

    [Fact]
    public void The_grid_of_two_agents_and_three_actions_is_QTRANs_or_ResQs_game()
    {
        Assert.Equal(PayoffTables.Qtran, PayoffTables.Grid(2, 3));
        Assert.Equal(PayoffTables.Resq, PayoffTables.Grid(2, 3, second: 7.9));
    }

    [Fact]
    public void The_grid_of_three_agents_punishes_eighteen_of_twenty_seven()
    {
        PayoffTable payoffs = PayoffTables.Grid(3, 3);

        Assert.Equal((8, -12, 0), (payoffs[0, 0, 0], payoffs[0, 1, 2], payoffs[1, 2, 1]));
        Assert.Equal((1, 18, 8), (Count(payoffs, 8), Count(payoffs, -12), Count(payoffs, 0)));
        Assert.Equal(-7.7037, payoffs.Mean, Close);
    }

    [Fact]
    public void The_mean_of_a_grid_follows_the_formula()
    {
        Gen<(int N, int K, bool HasSecond)> sizes =
            from n in Gen.Choose(2, 5)
            from k in Gen.Choose(2, 5)
            from hasSecond in Gen.Elements(true, false)
            select (n, k, hasSecond);
        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            (int n, int k, bool hasSecond) = size;
            const double Optimum = 7, Penalty = -3, Elsewhere = 2, Second = 5;
            PayoffTable payoffs = PayoffTables.Grid(n, k, Optimum, Penalty, Elsewhere, hasSecond ? Second : null);
            double all = Math.Pow(k, n);
            double without = Math.Pow(k - 1, n);
            int s = hasSecond ? 1 : 0;
            double expected = (Optimum + (Penalty * (all - without - 1)) + (Elsewhere * (without - s)) + (Second * s)) / all;
            Assert.Equal(expected, payoffs.Mean, 1e-9);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_game_of_21_actions_has_one_peak_and_a_hill()
    {
        PayoffTable payoffs = PayoffTables.Qtran21();

        Assert.Equal((10, 5, 9), (payoffs[5, 15], payoffs[15, 5], payoffs[5, 14]));
        Assert.Equal(4.8889, payoffs[14, 5], Close);
        Assert.Equal(-0.5556, payoffs[10, 10], Close);
        Assert.Equal(-22.7778, payoffs[0, 0], Close);
        Assert.Equal(-6.1111, payoffs[5, 5], Close);
        Assert.Equal(1, Count(payoffs, 10));
        Assert.Equal(-40, payoffs.Values.ToArray().Min(), 1e-9);
        Assert.Equal(-40, payoffs[0, 20], 1e-9);
        Assert.Equal((15, 5), BestOf(AdditiveFit(payoffs), 21));
    }

    [Fact]
    public void The_game_of_21_actions_can_be_clipped()
    {
        PayoffTable payoffs = PayoffTables.Qtran21(clipAt: -10);

        Assert.Equal(-10, payoffs.Values.ToArray().Min());
        Assert.Equal(-3.3361, payoffs.Mean, Close);
    }

    [Fact]
    public void The_best_of_random_payoffs_is_exactly_ten()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            PayoffTable payoffs = PayoffTables.Random(3, 3, seed);

            Assert.Equal(10, payoffs.Max);
            Assert.All(payoffs.Values.ToArray(), value => Assert.InRange(value, 0, 10));
            Assert.Equal(payoffs, PayoffTables.Random(3, 3, seed));
            Assert.NotEqual(payoffs, PayoffTables.Random(3, 3, seed + 1));
        }
    }

    [Theory]
    [InlineData(2, 6.25)]
    [InlineData(3, 5.5556)]
    [InlineData(5, 5.2)]
    public void Random_payoffs_have_the_expected_mean(int actions, double expected)
    {
        const int Games = 4000;
        double[] means = [.. Enumerable.Range(0, Games).Select(seed => PayoffTables.Random(2, actions, (ulong)seed).Mean)];
        double mean = means.Average();
        double error = Math.Sqrt(means.Sum(value => (value - mean) * (value - mean))) / Games;

        Assert.InRange(mean, expected - (5 * error), expected + (5 * error));
    }

    [Fact]
    public void Games_that_are_too_large_are_refused_before_they_are_made() =>
        Assert.Equal(
            "env.agents is 8 and env.actions is 10; together they must make at most 10000000 joint actions",
            Assert.Throws<UserErrorException>(() => PayoffTables.Random(8, 10, 0)).Message);

    private static int Count(PayoffTable payoffs, double value) => payoffs.Values.Count(value);

    private static double[] AdditiveFit(PayoffTable payoffs)
    {
        int k = payoffs.Actions;
        double[] fit = new double[k * k];
        for (int cell = 0; cell < fit.Length; cell++)
        {
            double row = Enumerable.Range(0, k).Average(column => payoffs[cell / k, column]);
            double column = Enumerable.Range(0, k).Average(r => payoffs[r, cell % k]);
            fit[cell] = row + column - payoffs.Mean;
        }

        return fit;
    }

    private static (int Row, int Column) BestOf(double[] table, int side) => Math.DivRem(Array.IndexOf(table, table.Max()), side);

    private static void AssertTable(double[] expected, double[] actual)
    {
        for (int cell = 0; cell < expected.Length; cell++)
        {
            Assert.Equal(expected[cell], actual[cell], Close);
        }
    }
}
