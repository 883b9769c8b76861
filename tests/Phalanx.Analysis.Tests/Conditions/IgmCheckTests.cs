using Phalanx.Environments.Matrix;

namespace Phalanx.Analysis.Tests.Conditions;

public class IgmCheckTests
{
    [Fact]
    public void Choices_by_utilities_that_point_elsewhere_fall_short()
    {
        var check = IgmCheck.Of(Games.F2, [[-1.02, 0.11, 0.10], [-0.92, 0, 0.01]]);
        Assert.False(check.Holds);
        Assert.Equal([1, 2], check.Greedy);
        Assert.Equal(8, check.Shortfall);
    }

    [Fact]
    public void A_tie_may_be_decided_well_and_badly()
    {
        var check = IgmCheck.Of(Games.F1, [[1, 1], [1, 0]]);
        Assert.True(check.Holds);
        Assert.False(check.HoldsForEveryTie);
        Assert.Equal([0, 0], check.Greedy);
    }

    [Fact]
    public void Every_sum_of_utilities_satisfies_IGM()
    {
        double[][] utilities = [[1, 2, 0], [0.5, 0.25, 4], [3, 3.5, -1]];
        var check = IgmCheck.Of(UtilityTables.Sum(3, utilities), utilities);
        Assert.True(check is { Holds: true, HoldsForEveryTie: true, Shortfall: 0 });
        Assert.Equal([1, 2, 1], check.Greedy);
    }

    [Fact]
    public void Utilities_of_another_game_are_refused() =>
        Assert.Throws<ArgumentException>(() => IgmCheck.Of(PayoffTables.Climb, [[1, 2], [1, 2]]));
}
