using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Tests.Conditions;

public class QtranConditionsTests
{
    // What QTRAN learned in its Table 1, to two digits; Q' as printed is rounded too.
    private static readonly PayoffTable PrintedJoint = new(new[,] { { 8, -12.02, -12.02 }, { -12, 0, 0 }, { -12, 0, -0.01 } });
    private static readonly double[][] PrintedUtilities = [[3.84, -2.06, -2.25], [4.16, 2.29, 2.29]];

    [Fact]
    public void The_printed_tables_of_QTRAN_satisfy_its_first_theorem()
    {
        var conditions = QtranConditions.Of(PrintedJoint, PrintedUtilities, stateValue: 0);
        Assert.True(conditions.SatisfyTheorem1(0.02));
        Assert.Equal(0, conditions.AtGreedy, 1e-9);
        Assert.Equal(18.15, conditions.Differences[0, 1], 1e-9);
        Assert.Equal(13.93, conditions.Differences[2, 0], 0.02);
        Assert.False(conditions.SatisfyTheorem2(0.02));
        Assert.True(IgmCheck.Of(PrintedJoint, PrintedUtilities).Holds);
    }

    [Fact]
    public void Without_a_learned_state_value_the_one_of_the_theorem_is_taken()
    {
        double[][] shifted = [[13.84, 7.94, 7.75], [4.16, 2.29, 2.29]];
        var conditions = QtranConditions.Of(PrintedJoint, shifted);
        Assert.Equal(-10, conditions.StateValue, 1e-9);
        Assert.True(conditions.SatisfyTheorem1(0.02));
    }

    [Fact]
    public void Sums_satisfy_both_theorems_for_themselves()
    {
        double[][] utilities = [[1, 2, 0], [0.5, 0.25, 4], [3, 3.5, -1]];
        var conditions = QtranConditions.Of(UtilityTables.Sum(3, utilities), utilities);
        Assert.True(conditions.SatisfyTheorem1());
        Assert.True(conditions.SatisfyTheorem2());
    }

    [Fact]
    public void Utilities_whose_choice_is_not_the_best_satisfy_neither_theorem()
    {
        var conditions = QtranConditions.Of(Games.F2, [[0, 1, 0], [0, 1, 0]]);
        Assert.Equal(8, conditions.AtGreedy, 1e-12);
        Assert.False(conditions.SatisfyTheorem1());
        Assert.False(conditions.SatisfyTheorem2());
    }

    [Fact]
    public void A_difference_below_zero_breaks_the_first_theorem()
    {
        var conditions = QtranConditions.Of(Games.F2, [[8, -20, 0], [0, 0, 0]]);
        Assert.Equal(0, conditions.AtGreedy, 1e-12);
        Assert.Equal(-20, conditions.Least, 1e-12);
        Assert.False(conditions.SatisfyTheorem1());
    }

    [Fact]
    public void Both_theorems_of_QTRAN_imply_that_individual_choices_are_globally_best_and_the_second_implies_the_first()
    {
        var stream = new RandomStream(4, StreamPurpose.Named("qtran conditions"), 0);
        (int first, int second) = (0, 0);
        for (int trial = 0; trial < 5000; trial++)
        {
            double[][] utilities = [[stream.NextInt(3), stream.NextInt(3)], [stream.NextInt(3), stream.NextInt(3)]];
            PayoffTable joint = new(2, 2, [stream.NextInt(4), stream.NextInt(4), stream.NextInt(4), stream.NextInt(4)]);
            var conditions = QtranConditions.Of(joint, utilities);
            Assert.True(!conditions.SatisfyTheorem1() || IgmCheck.Of(joint, utilities).Holds);
            Assert.True(!conditions.SatisfyTheorem2() || conditions.SatisfyTheorem1());
            first += conditions.SatisfyTheorem1() ? 1 : 0;
            second += conditions.SatisfyTheorem2() ? 1 : 0;
        }

        Assert.True(second > 0 && first > second);
    }
}
