using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>The projections that Weighted QMIX prints in its tables 1 and 2, beside the exact ones.</summary>
internal static class PrintedProjections
{
    private const string Experiment = "weighted-qmix/tables-1-2";
    private const double Rounding = 1e-9;

    /// <summary>Both tables of table 1 are nearest tables.</summary>
    public static ExactFinding Table1BothMinimise(CheckSources sources) =>
        AllMinimise(Printed(sources, "table-1", "payoff"), [Printed(sources, "table-1", "middle"), Printed(sources, "table-1", "right")]);

    /// <summary>There are two of them.</summary>
    public static ExactFinding Table1OnlyTwo(CheckSources sources) => AreSoMany(Printed(sources, "table-1", "payoff"), 2);

    /// <summary>There are several, so the operator is no contraction: it would have one fixed point.</summary>
    public static ExactFinding Table1Several(CheckSources sources)
    {
        int count = Project(Printed(sources, "table-1", "payoff")).Minimisers.Count;
        return new ExactFinding(count > 1, $"the game of table 1 has {count} nearest tables");
    }

    /// <summary>The right-hand table of table 2 is a nearest table.</summary>
    public static ExactFinding Table2Minimises(CheckSources sources) =>
        AllMinimise(Printed(sources, "table-2", "payoff"), [Printed(sources, "table-2", "right")]);

    /// <summary>The nearest tables of table 2's game have a wrong greedy joint action.</summary>
    public static ExactFinding Table2WrongArgmax(CheckSources sources) => HasWrongGreedy(Printed(sources, "table-2", "payoff"));

    /// <summary>The nearest tables of table 2's game have less than the payoff at the best joint action.</summary>
    public static ExactFinding Table2Underestimates(CheckSources sources)
    {
        PayoffTable payoff = Printed(sources, "table-2", "payoff");
        int best = payoff.Values.IndexOf(payoff.Max);
        double[] values = [.. Project(payoff).Minimisers.Select(minimiser => minimiser.Table.Values[best])];
        return new ExactFinding(
            values.Any(value => value < payoff.Max - Rounding),
            $"every nearest table has {Number(values.Min())} at the best joint action {Joint(JointActionOf(payoff, best))}, which pays {Number(payoff.Max)}");
    }

    /// <summary>Some game has nearest tables whose greedy joint action is wrong: table 2's with a top of 6.</summary>
    public static ExactFinding WrongArgmaxExists(CheckSources sources)
    {
        double[] values = Printed(sources, "table-2", "payoff").Values.ToArray();
        values[Array.IndexOf(values, values.Max())] = 6;
        return HasWrongGreedy(new PayoffTable(agents: 2, actions: 3, values));
    }

    /// <summary>Whether printed tables are nearest to a payoff.</summary>
    /// <param name="payoff">The payoff.</param>
    /// <param name="printed">The tables.</param>
    public static ExactFinding AllMinimise(PayoffTable payoff, IReadOnlyList<PayoffTable> printed)
    {
        Projection projection = Project(payoff);
        bool holds = printed.All(table => projection.Minimisers.Any(minimiser => AreEqual(minimiser.Table, table)));
        string losses = string.Join(" and ", printed.Select(table => Number(LossOf(payoff, table))).Distinct());
        return new ExactFinding(holds, $"{(printed.Count == 1 ? "its loss is" : "their loss is")} {losses}, the least is {Number(projection.Loss)}");
    }

    /// <summary>Whether a payoff has so many nearest tables.</summary>
    /// <param name="payoff">The payoff.</param>
    /// <param name="count">How many.</param>
    public static ExactFinding AreSoMany(PayoffTable payoff, int count)
    {
        IReadOnlyList<Minimiser> minimisers = Project(payoff).Minimisers;
        string greedy = string.Join(", ", minimisers.Select(minimiser => $"{Joint(minimiser.Greedy)} pays {Number(payoff[[.. minimiser.Greedy]])}"));
        return new ExactFinding(minimisers.Count == count, $"there are {minimisers.Count} nearest tables; their greedy joint actions: {greedy}");
    }

    /// <summary>Whether every nearest table of a payoff has a greedy joint action that is not the best.</summary>
    /// <param name="payoff">The payoff.</param>
    public static ExactFinding HasWrongGreedy(PayoffTable payoff)
    {
        Projection projection = Project(payoff);
        IReadOnlyList<int>[] greedy = [.. projection.Minimisers.SelectMany(minimiser => minimiser.GreedySet)];
        double[] paid = [.. greedy.Select(joint => payoff[[.. joint]])];
        return new ExactFinding(
            paid.All(value => value < payoff.Max),
            $"with a top of {Number(payoff.Max)} the least loss is {Number(projection.Loss)}, and "
            + $"the greedy joint action {Joint(greedy[0])} of the nearest table pays {Number(paid[0])}");
    }

    private static PayoffTable Printed(CheckSources sources, string table, string part) => sources.Printed(Experiment, table, part);

    private static Projection Project(PayoffTable payoff) => MonotoneProjection.Solve(payoff, Weighting.Uniform);

    private static double LossOf(PayoffTable payoff, PayoffTable table) => CellWeights.Of(payoff, Weighting.Uniform, 1).Loss(payoff.Values, table.Values);

    private static bool AreEqual(PayoffTable one, PayoffTable other) =>
        one.Values.ToArray().Zip(other.Values.ToArray(), (first, second) => Math.Abs(first - second)).Max() <= Rounding;

    private static int[] JointActionOf(PayoffTable payoff, int cell)
    {
        int[] joint = new int[payoff.Agents];
        payoff.WriteJointAction(cell, joint);
        return joint;
    }
}
