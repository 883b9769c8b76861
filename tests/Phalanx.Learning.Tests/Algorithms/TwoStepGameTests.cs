using Phalanx.Learning.Runs;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// The two-step game of the QMIX paper: the first agent chooses between a game that pays 7 for any actions and one that pays 8 for both
/// second actions, 1 and 0 otherwise. An additive value makes the second game look worse than it is.
/// </summary>
public class TwoStepGameTests
{
    [Fact]
    public void Qmix_chooses_the_second_game_which_pays_eight() => Assert.Equal(8, Return("qmix", seed: 1, steps: 6_000));

    [Fact]
    public void Vdn_chooses_the_first_game_which_pays_seven() => Assert.Equal(7, Return("vdn", seed: 1, steps: 6_000));

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("qmix", 8)]
    [InlineData("vdn", 7)]
    public void Nine_seeds_of_ten_end_at_the_return_of_the_qmix_paper_in_the_two_step_game(string algorithm, double expected) =>
        Assert.InRange(MatrixGames.OfTenSeeds(seed => Return(algorithm, seed, steps: 10_000) == expected), 9, 10);

    private static double Return(string algorithm, ulong seed, long steps) =>
        MatrixGames.Train(algorithm, "matrix/two-step", seed, steps).Final[MetricsColumns.TestReturnMean];
}
