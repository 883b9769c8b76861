namespace Phalanx.Environments.Tests;

/// <summary>The best that two predators can do, by dynamic programming over every board and every joint action.</summary>
public sealed class HuntOptimumTests
{
    private const int Size = 5;
    private const int Cells = Size * Size;
    private const int Boards = Cells * Cells * Cells;
    private const int Actions = 5;
    private const int Moves = Actions * Actions * Actions;
    private const int Steps = 100;

    private static readonly Lazy<(int[] Next, sbyte[] Catch)> Outcomes = new(FindOutcomes);

    [Theory]
    [InlineData(0.5, 28.89)]
    [InlineData(1.0, 25.74)]
    [InlineData(1.5, 23.77)]
    public void The_best_of_two_predators_is_what_was_computed_independently(double penalty, double optimum)
    {
        double[] values = new double[Boards];
        for (int step = 0; step < Steps; step++)
        {
            values = Improve(values, penalty);
        }

        Assert.Equal(optimum, Enumerable.Range(0, Boards).Where(IsBoard).Average(board => values[board]), 0.005);
    }

    /// <summary>The values with one step more to go: the best joint action, the prey's five being equally likely.</summary>
    private static double[] Improve(double[] values, double penalty)
    {
        (int[] next, sbyte[] caught) = Outcomes.Value;
        double[] respawned = [.. Enumerable.Range(0, Boards).Select(board => IsBoard(board) ? MeanAfterRespawn(values, board) : 0)];
        double[] better = new double[Boards];
        Parallel.For(0, Boards, board =>
        {
            double best = double.NegativeInfinity;
            for (int joint = 0; IsBoard(board) && joint < Actions * Actions; joint++)
            {
                double total = 0;
                for (int move = joint * Actions; move < (joint + 1) * Actions; move++)
                {
                    int outcome = (board * Moves) + move;
                    total += caught[outcome] switch
                    {
                        1 => 1 + respawned[next[outcome]],
                        0 => values[next[outcome]],
                        _ => values[next[outcome]] - penalty,
                    };
                }

                best = Math.Max(best, total / Actions);
            }

            better[board] = best;
        });
        return better;
    }

    private static double MeanAfterRespawn(double[] values, int board)
    {
        (int first, int second, int prey) = PlacesOf(board);
        double total = 0;
        for (int cell = 0; cell < Cells; cell++)
        {
            total += cell == first || cell == second || cell == prey ? 0 : values[NumberOf(first, second, cell)];
        }

        return total / (Cells - 3);
    }

    private static (int[] Next, sbyte[] Catch) FindOutcomes()
    {
        var grid = new HuntGrid(Size, HuntNeighbourhood.Orthogonal, double.PositiveInfinity);
        int[] next = new int[Boards * Moves];
        sbyte[] caught = new sbyte[Boards * Moves];
        int[] cells = new int[3];
        var world = new HuntWorld(grid, 2, new byte[grid.Empty.Length], cells);
        for (int board = 0; board < Boards; board++)
        {
            for (int move = 0; IsBoard(board) && move < Moves; move++)
            {
                (int first, int second, int prey) = PlacesOf(board);
                world.Clear();
                world.Put(0, CellOf(first));
                world.Put(1, CellOf(second));
                world.Put(2, CellOf(prey));
                world.Move([move / (Actions * Actions), move / Actions % Actions, move % Actions]);
                (uint both, uint alone) = world.Catches();
                next[(board * Moves) + move] = NumberOf(PlaceOf(cells[0]), PlaceOf(cells[1]), PlaceOf(cells[2]));
                caught[(board * Moves) + move] = (sbyte)(both != 0 ? 1 : alone != 0 ? -1 : 0);
            }
        }

        return (next, caught);

        int CellOf(int place) => grid.CellOf(place / Size, place % Size);

        int PlaceOf(int cell) => (grid.PlaceOf(cell).Row * Size) + grid.PlaceOf(cell).Column;
    }

    private static int NumberOf(int first, int second, int prey) => (((first * Cells) + second) * Cells) + prey;

    private static (int First, int Second, int Prey) PlacesOf(int board) => (board / (Cells * Cells), board / Cells % Cells, board % Cells);

    private static bool IsBoard(int board)
    {
        (int first, int second, int prey) = PlacesOf(board);
        return first != second && first != prey && second != prey;
    }
}
