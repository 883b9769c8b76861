using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The two-step game of the QMIX paper: the first agent chooses between a game that pays 7 whatever is done and one that pays 8 for both
/// second actions, 1 and 0 otherwise. An additive value makes the second game look worse than it is.
/// </summary>
public class TwoStepGameTests
{
    [Fact]
    public void Qmix_dares_the_second_game() => Assert.Equal(8, Return("qmix", seed: 1, steps: 6_000));

    [Fact]
    public void Vdn_stays_with_what_is_certain() => Assert.Equal(7, Return("vdn", seed: 1, steps: 6_000));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("qmix", 8)]
    [InlineData("vdn", 7)]
    public void Nine_seeds_of_ten_end_where_the_paper_says(string algorithm, double expected) =>
        Assert.InRange(MatrixGames.OfTenSeeds(seed => Return(algorithm, seed, steps: 10_000) == expected), 9, 10);

    private static double Return(string algorithm, ulong seed, long steps) =>
        MatrixGames.Train(algorithm, "matrix/two-step", seed, steps).Final[MetricsColumns.TestReturnMean];
}
