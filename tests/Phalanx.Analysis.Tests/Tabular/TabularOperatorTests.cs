using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Tabular;

public class TabularOperatorTests
{
    [Fact]
    public void Values_converge_to_those_of_the_two_step_game()
    {
        foreach (TabularBackup backup in Enum.GetValues<TabularBackup>())
        {
            // Every state of it is monotonic, so all backups are the same.
            var iteration = new TabularOperator(TwoStepGame(), backup, alpha: 0.5);
            iteration.Iterate(3);
            Assert.True(iteration.RecoveredEverywhere);
            Assert.Equal(6.93, iteration.Values[0][0, 0], 1e-12);
            Assert.Equal(7.92, iteration.Values[0][1, 0], 1e-12);
            Assert.Equal([1, 1], iteration.GreedyPolicy()[2]);
        }
    }

    [Theory]
    [InlineData(TabularBackup.CentrallyWeighted)]
    [InlineData(TabularBackup.OptimisticallyWeighted)]
    public void Where_every_greedy_choice_is_optimal_a_weighted_sweep_is_the_optimal_one(TabularBackup backup)
    {
        (int recovered, int lost) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            TabularMdp mdp = Random(seed);
            var optimal = new TabularOperator(mdp, TabularBackup.Optimal);
            optimal.Iterate(4);
            var optimalNext = new TabularOperator(mdp, TabularBackup.Optimal);
            optimalNext.Start(optimal.Values);
            optimalNext.Iterate(1);
            var weighted = new TabularOperator(mdp, backup, alpha: 0.05, seed);
            weighted.Start(optimal.Values);
            weighted.Iterate(1);
            double difference = Enumerable.Range(0, mdp.States).Max(
                state => Projections.Expect.Distance(optimalNext.Values[state], weighted.Values[state]));
            if (weighted.RecoveredEverywhere)
            {
                recovered++;
                Assert.Equal(0, difference);
            }
            else
            {
                lost++;
            }
        }

        Assert.True(recovered > 0 && lost > 0);
    }

    [Fact]
    public void The_monotonic_operator_has_several_fixed_points_and_the_seed_chooses()
    {
        double[] firsts = [.. Enumerable.Range(0, 30).Select(seed =>
        {
            var iteration = new TabularOperator(OneStep(Games.F1), TabularBackup.Monotonic, seed: (ulong)seed);
            iteration.Iterate(1);
            return Math.Round(iteration.Values[0][0, 0] * 3);
        })];
        Assert.Equal([1, 2, 3], firsts.Distinct().Order());
    }

    [Fact]
    public void Two_operators_of_one_seed_make_the_same_choices()
    {
        PayoffTable[] Run()
        {
            var iteration = new TabularOperator(Random(3), TabularBackup.Monotonic, seed: 8);
            iteration.Iterate(10);
            return [.. iteration.Values];
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void The_counterexample_makes_a_weighted_operator_settle_below_the_optimum()
    {
        // A start from which either joint action leads to the game, at no pay.
        var mdp = new TabularMdp(2, 2, 2, 1);
        for (int joint = 0; joint < 4; joint++)
        {
            mdp.Set(0, joint, 0, (1, 1));
            mdp.Set(1, joint, Games.F5.Values[joint]);
        }

        var iteration = new TabularOperator(mdp, TabularBackup.CentrallyWeighted, alpha: 0.001);
        Assert.Equal(0, iteration.Iterate(5));
        Assert.False(iteration.RecoveredEverywhere);
        Assert.Equal(1, iteration.Values[0].Max, 1e-12);
        Assert.Equal([0, 1], iteration.GreedyPolicy()[1]);
    }

    [Fact]
    public void Probabilities_beyond_one_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TabularMdp(1, 2, 2, 0.9).Set(0, 0, 1, (0, 0.6), (0, 0.6)));

    private static TabularMdp OneStep(PayoffTable payoff)
    {
        var mdp = new TabularMdp(1, payoff.Agents, payoff.Actions, 0);
        for (int joint = 0; joint < payoff.Values.Length; joint++)
        {
            mdp.Set(0, joint, payoff.Values[joint]);
        }

        return mdp;
    }

    private static TabularMdp TwoStepGame()
    {
        var mdp = new TabularMdp(3, 2, 2, 0.99);
        for (int joint = 0; joint < 4; joint++)
        {
            mdp.Set(0, joint, 0, (1 + (joint / 2), 1));
            mdp.Set(1, joint, 7);
            mdp.Set(2, joint, Games.F8.Values[joint]);
        }

        return mdp;
    }

    private static TabularMdp Random(ulong seed)
    {
        var mdp = new TabularMdp(3, 2, 2, 0.9);
        var stream = new RandomStream(seed, StreamPurpose.Named("random problems"), 0);
        for (int state = 0; state < 3; state++)
        {
            for (int joint = 0; joint < 4; joint++)
            {
                double split = stream.NextDouble();
                mdp.Set(state, joint, stream.NextNormal(), (stream.NextInt(3), split), (stream.NextInt(3), 1 - split));
            }
        }

        return mdp;
    }
}
