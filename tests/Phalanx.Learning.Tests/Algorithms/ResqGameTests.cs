using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The game of the ResQ paper: the best joint action pays 8, one far from it 7.9, and what lies between them nothing or -12. Played with full
/// exploration.
/// </summary>
public class ResqGameTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("vdn")]
    [InlineData("qmix")]
    [InlineData("qatten")]
    public void Additive_and_monotonic_methods_never_find_the_best_joint_action(string algorithm) =>
        Assert.Equal(0, MatrixGames.OfTenSeeds(seed => Greedy(algorithm, seed) is [0, 0]));

    [Fact]
    [Trait("Category", "Slow")]
    public void Central_weights_find_it_for_eight_seeds_of_ten() =>
        Assert.InRange(MatrixGames.OfTenSeeds(seed => Greedy("cw-qmix", seed) is [0, 0]), 8, 10);

    private static IReadOnlyList<int> Greedy(string algorithm, ulong seed)
    {
        OneStepSummary summary = MatrixGames.Train(algorithm, "matrix/resq", seed, steps: 50_000).OneStep!;
        return summary.GreedyJointAction;
    }
}
