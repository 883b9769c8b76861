using Phalanx.Environments.Warehouse;

namespace Phalanx.Environments.Tests.Warehouse;

/// <summary>Who may move, with cells as plain numbers.</summary>
public sealed class TrafficTests
{
    [Fact]
    public void Robots_that_stay_do_not_move() => Assert.Equal([false, false], Resolve([1, 2], [1, 2]));

    [Fact]
    public void A_robot_moves_to_an_empty_cell() => Assert.Equal([true, false], Resolve([1, 5], [2, 5]));

    [Fact]
    public void A_robot_does_not_move_to_one_that_stays() => Assert.Equal([false, false], Resolve([1, 2], [2, 2]));

    [Fact]
    public void Two_robots_do_not_drive_through_each_other() => Assert.Equal([false, false], Resolve([1, 2], [2, 1]));

    [Fact]
    public void Robots_behind_two_that_block_each_other_do_not_move() => Assert.Equal([false, false, false], Resolve([1, 2, 3], [2, 1, 2]));

    [Fact]
    public void A_line_of_robots_moves_at_once() => Assert.Equal([true, true, true], Resolve([1, 2, 3], [2, 3, 4]));

    [Fact]
    public void A_line_behind_a_robot_that_stays_does_not_move() => Assert.Equal([false, false, false], Resolve([1, 2, 3], [2, 3, 3]));

    [Fact]
    public void A_circle_of_three_robots_moves_and_a_robot_behind_it_does_not() =>
        Assert.Equal([true, true, true, false], Resolve([1, 2, 3, 9], [2, 3, 1, 2]));

    [Fact]
    public void Of_two_robots_before_one_empty_cell_the_first_moves() => Assert.Equal([true, false], Resolve([1, 3], [2, 2]));

    [Fact]
    public void The_longer_line_moves_whichever_robot_leads_it() => Assert.Equal([false, true, true], Resolve([1, 4, 3], [2, 3, 2]));

    [Fact]
    public void Of_equally_long_lines_the_one_whose_last_robot_has_the_lowest_id_moves() =>
        Assert.Equal([true, false, false, true], Resolve([0, 3, 4, 1], [1, 2, 3, 2]));

    [Fact]
    public void Lines_to_different_cells_do_not_wait_for_each_other() => Assert.Equal([true, true, true], Resolve([1, 6, 7], [2, 5, 6]));

    /// <summary>On a random floor: no robot ends where another is, and a robot whose free target no other wants moves.</summary>
    [Fact]
    public void No_two_robots_end_in_one_cell()
    {
        const int Side = 4;
        Random random = new(1);
        for (int round = 0; round < 20000; round++)
        {
            int[] cells = [.. Enumerable.Range(0, Side * Side).OrderBy(_ => random.Next()).Take(random.Next(1, 12))];
            int[] targets = [.. cells.Select(cell => Neighbour(cell, random.Next(5)))];

            bool[] moves = Resolve(cells, targets);

            int[] after = [.. cells.Select((cell, robot) => moves[robot] ? targets[robot] : cell)];
            Assert.Equal(after.Length, after.Distinct().Count());
            for (int robot = 0; robot < cells.Length; robot++)
            {
                bool alone = targets.Count(target => target == targets[robot]) == 1 && !cells.Contains(targets[robot]);
                Assert.False(alone && !moves[robot]);
                Assert.False(moves[robot] && targets[robot] == cells[robot]);
                int swaps = Array.IndexOf(cells, targets[robot]);
                Assert.False(moves[robot] && swaps >= 0 && targets[swaps] == cells[robot]);
            }
        }

        static int Neighbour(int cell, int action)
        {
            (int row, int column) = Math.DivRem(cell, Side);
            return action switch
            {
                1 => (Math.Max(row - 1, 0) * Side) + column,
                2 => (Math.Min(row + 1, Side - 1) * Side) + column,
                3 => (row * Side) + Math.Max(column - 1, 0),
                4 => (row * Side) + Math.Min(column + 1, Side - 1),
                _ => cell,
            };
        }
    }

    private static bool[] Resolve(int[] cells, int[] targets)
    {
        bool[] moves = new bool[cells.Length];
        Traffic.Resolve(cells, targets, new int[cells.Length], moves);
        return moves;
    }
}
