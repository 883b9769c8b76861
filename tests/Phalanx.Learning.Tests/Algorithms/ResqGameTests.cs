using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The game of the ResQ paper: the best joint action pays 8, one far from it 7.9, and what lies between them nothing or -12. Played with full
/// exploration.
/// </summary>
public class ResqGameTests
{
    private static readonly double[] Payoffs = [8, -12, -12, -12, 0, 0, -12, 0, 7.9];

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("vdn")]
    [InlineData("qmix")]
    [InlineData("qatten")]
    public void Additive_and_monotonic_methods_never_find_the_best_joint_action_of_the_resq_game(string algorithm) =>
        Assert.Equal(0, MatrixGames.OfTenSeeds(seed => Greedy(algorithm, seed) is [0, 0]));

    [Fact]
    [Trait("Category", "Slow")]
    public void Cw_qmix_finds_the_best_joint_action_of_the_resq_game_for_eight_seeds_of_ten() =>
        Assert.InRange(MatrixGames.OfTenSeeds(seed => Greedy("cw-qmix", seed) is [0, 0]), 8, 10);

    [Fact]
    [Trait("Category", "Slow")]
    public void Resq_finds_the_best_joint_action_and_every_payoff_of_the_resq_game_for_eight_seeds_of_ten()
    {
        OneStepSummary[] runs = [.. Enumerable.Range(0, 10).Select(seed => Train("resq", (ulong)seed, steps: 50_000))];
        Assert.InRange(runs.Count(run => run.GreedyJointAction is [0, 0]), 8, 10);
        Assert.InRange(runs.Count(run => LargestError(run.OtherValues["q_star"].Values.ToArray()) <= 0.3), 8, 10);
        Assert.InRange(runs.Count(run => LargestError(run.JointValues!.Values.ToArray()) <= 0.6), 8, 10);
    }

    /// <summary>As the released code has it: the residual lifts the best joint action, and no agent knows of it.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Resq_with_a_raw_residual_learns_every_payoff_of_the_resq_game_and_plays_the_second_best_joint_action()
    {
        OneStepSummary[] runs = [.. Enumerable.Range(0, 3).Select(seed => Train("resq", (ulong)seed, steps: 50_000, "algorithm.constraint=raw"))];
        Assert.All(runs, run => Assert.Equal([2, 2], run.GreedyJointAction));
        Assert.All(runs, run => Assert.InRange(LargestError(run.JointValues!.Values.ToArray()), 0, 0.2));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Resz_with_an_unrestricted_residual_finds_the_best_joint_action_of_the_resq_game_for_eight_seeds_of_ten() => Assert.InRange(
        MatrixGames.OfTenSeeds(seed => Train("resz", seed, 50_000, "algorithm.residual=feedforward").GreedyJointAction is [0, 0]), 8, 10);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("dmix")]
    [InlineData("ddn")]
    public void Dmix_and_ddn_never_find_the_best_joint_action_of_the_resq_game(string algorithm) =>
        Assert.Equal(0, MatrixGames.OfTenSeeds(seed => Greedy(algorithm, seed) is [0, 0]));

    /// <summary>Early on the two best joint actions are all but equal, and either may be greedy; what pays less is told apart at once.</summary>
    [Theory]
    [InlineData("resq", 2_000)]
    [InlineData("resz", 2_000)]
    public void Resq_and_resz_soon_value_the_two_good_joint_actions_above_all_others(string algorithm, long steps)
    {
        OneStepSummary summary = Train(algorithm, seed: 1, steps, "algorithm.residual=feedforward");
        Assert.True(summary.GreedyPayoff > 7);
        double[] central = summary.OtherValues[algorithm == "resq" ? "q_star" : "z_star"].Values.ToArray();
        Assert.InRange(LargestError(central), 0, 1.5);
        double[] joint = summary.JointValues!.Values.ToArray();
        Assert.Equal(summary.GreedyJointAction[0] * 4, Array.IndexOf(joint, joint.Max())); // (A, A) is the first, (C, C) the ninth
    }

    private static double LargestError(double[] values) => values.Zip(Payoffs, (value, payoff) => Math.Abs(value - payoff)).Max();

    private static IReadOnlyList<int> Greedy(string algorithm, ulong seed) => Train(algorithm, seed, steps: 50_000).GreedyJointAction;

    private static OneStepSummary Train(string algorithm, ulong seed, long steps, params string[] set) =>
        MatrixGames.Train(algorithm, "matrix/resq", seed, steps, set).OneStep!;
}
