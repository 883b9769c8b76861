using Phalanx.Foundation;

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
    private const double Discount = 0.99;

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

        Assert.Equal(optimum, MeanOfBoards(values), 0.005);
    }

    /// <summary>
    /// What VDN's class comes to where nothing is approximated: for every board a sum of two agents' values, fitted to the bootstrapped joint values by least
    /// squares under the actions of an epsilon-greedy team, while epsilon falls. The team that is greedy by it hunts well at 0.5, and some at 1 and 1.5.
    /// </summary>
    [Theory]
    [InlineData(0.5, 27, 28.89)]
    [InlineData(1.0, 6, 16)]
    [InlineData(1.5, 6, 16)]
    public void Exact_sums_of_utilities_hunt(double penalty, double least, double most) =>
        Assert.InRange(ReturnOf(GreedyBySums(penalty, new double[Boards * 2 * Actions]), penalty), least, most); // how fast epsilon falls moves it by a few

    /// <summary>
    /// How close the sums have to come: every agent's value of every action on every board is off by its own error, which stays. A network's errors are
    /// smoother than these, so this tells their size, not which network is good enough.
    /// </summary>
    [Theory]
    [InlineData(0.03, 26, 28.89)]
    [InlineData(0.1, 8, 22)]
    [InlineData(0.2, -2, 5)]
    public void Sums_of_utilities_have_to_be_precise_to_hunt(double deviation, double least, double most)
    {
        const double Penalty = 0.5;
        var random = new RandomStream(1, default, 0);
        double[] errors = [.. Enumerable.Range(0, Boards * 2 * Actions).Select(_ => deviation * random.NextNormal())];

        Assert.InRange(ReturnOf(GreedyBySums(Penalty, errors), Penalty), least, most);
    }

    private static int[] GreedyBySums(double penalty, double[] errors)
    {
        const int Full = 300;
        const int Falling = 600;
        const int Sweeps = 1200;
        double[] values = new double[Boards];
        int[] greedy = new int[Boards];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            double epsilon = Math.Clamp(1 - (0.9 * (sweep - Full) / Falling), 0.1, 1);
            (values, greedy) = FitSums(values, greedy, epsilon, penalty, errors);
        }

        return greedy;
    }

    private static (double[] Values, int[] Greedy) FitSums(double[] values, int[] greedy, double epsilon, double penalty, double[] errors)
    {
        double[] respawned = AfterRespawns(values);
        double[] fitted = new double[Boards];
        int[] better = new int[Boards];
        Parallel.For(0, Boards, board =>
        {
            if (!IsBoard(board))
            {
                return;
            }

            // Under independent actions the nearest sum has the means over the other agent's actions, and once less the mean of all.
            Span<double> first = [.. errors.AsSpan(board * 2 * Actions, Actions)];
            Span<double> second = [.. errors.AsSpan(((board * 2) + 1) * Actions, Actions)];
            double mean = 0;
            for (int joint = 0; joint < Actions * Actions; joint++)
            {
                double value = JointValue(values, respawned, board, joint, penalty, Discount);
                (int one, int other) = Math.DivRem(joint, Actions);
                (double ofOne, double ofOther) = (Probability(one, greedy[board] / Actions), Probability(other, greedy[board] % Actions));
                first[one] += ofOther * value;
                second[other] += ofOne * value;
                mean += ofOne * ofOther * value;
            }

            (int bestOfFirst, int bestOfSecond) = (Largest(first), Largest(second));
            better[board] = (bestOfFirst * Actions) + bestOfSecond;
            fitted[board] = first[bestOfFirst] + second[bestOfSecond] - mean;
        });
        return (fitted, better);

        double Probability(int action, int best) => (epsilon / Actions) + (action == best ? 1 - epsilon : 0);
    }

    /// <summary>The first of the largest; rounding decides nothing.</summary>
    private static int Largest(ReadOnlySpan<double> values)
    {
        int largest = 0;
        for (int action = 1; action < values.Length; action++)
        {
            largest = values[action] > values[largest] + 1e-12 ? action : largest;
        }

        return largest;
    }

    /// <summary>The mean return of a whole hunt that follows a joint action for every board.</summary>
    private static double ReturnOf(int[] joint, double penalty)
    {
        double[] values = new double[Boards];
        for (int step = 0; step < Steps; step++)
        {
            (double[] before, double[] respawned) = (values, AfterRespawns(values));
            values = [.. Enumerable.Range(0, Boards).Select(board => IsBoard(board) ? JointValue(before, respawned, board, joint[board], penalty, discount: 1) : 0)];
        }

        return MeanOfBoards(values);
    }

    /// <summary>What a hunt is worth that begins on any board, all equally likely.</summary>
    private static double MeanOfBoards(double[] values) => Enumerable.Range(0, Boards).Where(IsBoard).Average(board => values[board]);

    private static double[] AfterRespawns(double[] values) =>
        [.. Enumerable.Range(0, Boards).Select(board => IsBoard(board) ? MeanAfterRespawn(values, board) : 0)];

    /// <summary>What a joint action is worth on a board, the prey's five being equally likely.</summary>
    private static double JointValue(double[] values, double[] respawned, int board, int joint, double penalty, double discount)
    {
        (int[] next, sbyte[] caught) = Outcomes.Value;
        double total = 0;
        for (int move = joint * Actions; move < (joint + 1) * Actions; move++)
        {
            int outcome = (board * Moves) + move;
            total += caught[outcome] switch
            {
                1 => 1 + (discount * respawned[next[outcome]]),
                0 => discount * values[next[outcome]],
                _ => (discount * values[next[outcome]]) - penalty,
            };
        }

        return total / Actions;
    }

    /// <summary>The values with one step more to go, by the best joint action.</summary>
    private static double[] Improve(double[] values, double penalty)
    {
        double[] respawned = AfterRespawns(values);
        double[] better = new double[Boards];
        Parallel.For(0, Boards, board => better[board] = IsBoard(board)
            ? Enumerable.Range(0, Actions * Actions).Max(joint => JointValue(values, respawned, board, joint, penalty, discount: 1))
            : 0);
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
