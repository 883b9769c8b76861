using Phalanx.Foundation;

namespace Phalanx.Environments.Matrix;

/// <summary>The payoffs of the one-step games that papers use, and of the families they come from.</summary>
public static class PayoffTables
{
    private static readonly StreamPurpose RandomPayoffs = StreamPurpose.Named("matrix/random payoffs");

    /// <summary>QTRAN's game: the best joint action lies among the worst ones.</summary>
    public static PayoffTable Qtran { get; } = new(new double[,] { { 8, -12, -12 }, { -12, 0, 0 }, { -12, 0, 0 } });

    /// <summary>ResQ's game: QTRAN's with a second best joint action that is easy to reach and nearly as good.</summary>
    public static PayoffTable Resq { get; } = new(new double[,] { { 8, -12, -12 }, { -12, 0, 0 }, { -12, 0, 7.9 } });

    /// <summary>Weighted QMIX's first game: two agents that must agree.</summary>
    public static PayoffTable WeightedQmix { get; } = new(new double[,] { { 1, 0 }, { 0, 1 } });

    /// <summary>
    /// A game against Weighted QMIX's theorems: the best joint action and one that pays half as much are equally good in the nearest monotonic table,
    /// for all weights.
    /// </summary>
    public static PayoffTable WeakRecovery { get; } = new(new double[,] { { 2, 1 }, { -2, 1 } });

    /// <summary>QPLEX's third game: two safe equilibria beside a risky optimum.</summary>
    public static PayoffTable Qplex3 { get; } = new(new double[,] { { 8, -12, -12 }, { -12, 6, 0 }, { -12, 0, 6 } });

    /// <summary>PyMARL2's game: not monotonic, yet easy for monotonic methods.</summary>
    public static PayoffTable Pymarl2 { get; } = new(new double[,] { { 12, -0.1, -0.1 }, { -0.1, 0, 0 }, { -0.1, 0, 0 } });

    /// <summary>The climbing game: the best payoff stands beside the worst ones.</summary>
    public static PayoffTable Climb { get; } = new(new double[,] { { 11, -30, 0 }, { -30, 7, 6 }, { 0, 0, 5 } });

    /// <summary>QPLEX's first game.</summary>
    /// <param name="firstWeight">The payoff of (0, 0).</param>
    public static PayoffTable Qplex1(double firstWeight = 10.4) =>
        new(new double[,] { { firstWeight, 0, 10 }, { 0, 10, 10 }, { 10, 10, 10 } });

    /// <summary>The penalty game: two optima, and a penalty for agents that aim at different ones.</summary>
    /// <param name="penalty">The payoff of the miscoordination, not positive.</param>
    public static PayoffTable Penalty(double penalty = -100) =>
        new(new double[,] { { 10, 0, penalty }, { 0, 2, 0 }, { penalty, 0, 10 } });

    /// <summary>
    /// The family of QTRAN's and ResQ's games for any number of agents and actions: all play 0 and gain the optimum, or all avoid 0.
    /// </summary>
    /// <param name="agents">How many agents play, at least two.</param>
    /// <param name="actions">How many actions each has, at least two.</param>
    /// <param name="optimum">The payoff when all play 0.</param>
    /// <param name="penalty">The payoff when some but not all play 0.</param>
    /// <param name="otherwise">The payoff otherwise.</param>
    /// <param name="second">The payoff when all play the last action, if it is a special one.</param>
    public static PayoffTable Grid(
        int agents, int actions, double optimum = 8, double penalty = -12, double otherwise = 0, double? second = null) =>
        Tabulate(agents, actions, jointAction => jointAction.Count(0) switch
        {
            int zeros when zeros == agents => optimum,
            > 0 => penalty,
            _ when jointAction.Count(actions - 1) == agents => second ?? otherwise,
            _ => otherwise,
        });

    /// <summary>QTRAN's game of 21 actions: a narrow peak of 10 at (5, 15) and a wide hill of 5 at (15, 5).</summary>
    /// <param name="clipAt">Payoffs below this are raised to it; null for none.</param>
    public static PayoffTable Qtran21(double? clipAt = null) =>
        Tabulate(2, 21, jointAction =>
        {
            (int row, int column) = (jointAction[0], jointAction[1]);
            double hill = 5 - Square((15 - row) / 3.0) - Square((5 - column) / 3.0);
            double peak = 10 - Square(5 - row) - Square(15 - column);
            return Math.Max(Math.Max(hill, peak), clipAt ?? double.NegativeInfinity);
        });

    /// <summary>Payoffs drawn evenly from [0, 1), then scaled so that the best is exactly 10.</summary>
    /// <param name="agents">How many agents play, at least two.</param>
    /// <param name="actions">How many actions each has, at least two.</param>
    /// <param name="seed">Where the payoffs come from.</param>
    public static PayoffTable Random(int agents, int actions, ulong seed)
    {
        RandomStream stream = new(seed, RandomPayoffs, 0);
        double[] values = new double[CellsOf(agents, actions)];
        stream.FillUniform(values, 0.0, 1.0);
        double max = values.Max();
        foreach (ref double value in values.AsSpan())
        {
            // Dividing first makes the best exactly 1, hence exactly 10.
            value = value / max * 10;
        }

        return new PayoffTable(agents, actions, values);
    }

    private static PayoffTable Tabulate(int agents, int actions, Func<ReadOnlySpan<int>, double> payoff)
    {
        double[] values = new double[CellsOf(agents, actions)];
        int[] jointAction = new int[agents];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = payoff(jointAction);
            Advance(jointAction, actions);
        }

        return new PayoffTable(agents, actions, values);
    }

    private static void Advance(Span<int> jointAction, int actions)
    {
        for (int agent = jointAction.Length - 1; agent >= 0 && ++jointAction[agent] == actions; agent--)
        {
            jointAction[agent] = 0;
        }
    }

    private static int CellsOf(int agents, int actions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(actions, 2);
        return PayoffTable.CellsOf(agents, actions) ?? throw new UserErrorException(
            $"env.agents is {agents} and env.actions is {actions}; together they must make at most {PayoffTable.MaxCells} joint actions");
    }

    private static double Square(double value) => value * value;
}
