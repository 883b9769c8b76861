using FsCheck;
using FsCheck.Fluent;

namespace Phalanx.Environments.Tests;

public sealed class PayoffTableTests
{
    private static readonly PayoffTable Square = new(new double[,] { { 1, 2 }, { 3, 6 } });

    [Fact]
    public void The_first_agent_chooses_the_row_and_the_second_the_column()
    {
        Assert.Equal(2, Square[0, 1]);
        Assert.Equal(3, Square[1, 0]);
        Assert.Equal([1.0, 2.0, 3.0, 6.0], Square.Values.ToArray());
    }

    [Fact]
    public void The_highest_payoff_and_the_mean_of_a_table_are_known()
    {
        Assert.Equal(6, Square.Max);
        Assert.Equal(3, Square.Mean);
        Assert.Equal("2x2 payoffs, at most 6", Square.ToString());
    }

    [Fact]
    public void Flat_indices_and_joint_actions_are_each_others_inverse()
    {
        Gen<(int Agents, int Actions)> sizes =
            from agents in Gen.Choose(1, 4)
            from actions in Gen.Choose(1, 5)
            select (agents, actions);
        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            int cells = (int)Math.Pow(size.Actions, size.Agents);
            PayoffTable table = new(size.Agents, size.Actions, [.. Enumerable.Range(0, cells).Select(cell => (double)cell)]);
            int[] jointAction = new int[size.Agents];
            for (int index = 0; index < cells; index++)
            {
                table.WriteJointAction(index, jointAction);
                Assert.Equal(index, table.IndexOf(jointAction));
                Assert.Equal(index, table[jointAction]);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Joint_actions_that_do_not_exist_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Square[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Square[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Square[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Square.WriteJointAction(4, new int[2]));
    }

    [Fact]
    public void Values_that_do_not_fill_the_table_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PayoffTable(2, 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new PayoffTable(2, 2, [1, 2, 3, double.NaN]));
        Assert.Throws<ArgumentException>(() => new PayoffTable(new double[,] { { 1, 2 } }));
    }

    [Fact]
    public void Tables_of_too_many_joint_actions_are_refused_before_they_are_made()
    {
        Assert.Equal(10_000_000, PayoffTable.CellsOf(7, 10));
        Assert.Null(PayoffTable.CellsOf(8, 10));
        Assert.Null(PayoffTable.CellsOf(2, int.MaxValue));
        Assert.Equal(1, PayoffTable.CellsOf(int.MaxValue, 1));
        Assert.Throws<ArgumentException>(() => new PayoffTable(64, 2, []));
    }

    [Fact]
    public void Tables_are_equal_by_content()
    {
        Assert.Equal(Square, new PayoffTable(2, 2, [1, 2, 3, 6]));
        Assert.NotEqual(Square, new PayoffTable(2, 2, [1, 2, 3, 7]));
        Assert.NotEqual(new PayoffTable(2, 4, new double[16]), new PayoffTable(4, 2, new double[16]));
    }
}
