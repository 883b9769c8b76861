using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Environments.Matrix;

namespace Phalanx.Analysis.Checks;

/// <summary>What Weighted QMIX's section 3.1 says of the unweighted projection, tables 1 and 2.</summary>
internal static class ProjectionChecks
{
    private const double Tolerance = 1e-9;
    private const double Third = 1.0 / 3;
    private const int RandomGames = 200;

    private static readonly PayoffTable Middle = new(new[,] { { 1, Third }, { Third, Third } });
    private static readonly PayoffTable Right = new(new[,] { { Third, Third }, { Third, 1 } });
    private static readonly PayoffTable PrintedTable2 = new(new double[,] { { -12, -12, -12 }, { -12, 0, 0 }, { -12, 0, 0 } });
    private static readonly PayoffTable TopOf6 = new(new double[,] { { 6, -12, -12 }, { -12, 0, 0 }, { -12, 0, 0 } });

    private static readonly Lazy<Projection> Table1 = new(() => MonotoneProjection.Solve(PayoffTables.WeightedQmix, Weighting.Uniform));
    private static readonly Lazy<Projection> Table2 = new(() => MonotoneProjection.Solve(PayoffTables.Qtran, Weighting.Uniform));

    public static IEnumerable<NamedCheck> All =>
    [
        new("wqmix-table-1-both-minimise", () => new ExactFinding(
            IsMinimiser(Table1.Value, Middle) && IsMinimiser(Table1.Value, Right), $"both have the least loss, {NamedCheck.Shown(Table1.Value.Loss)}")),
        new("wqmix-table-1-only-two", () => new ExactFinding(Table1.Value.Minimisers.Count == 2, $"there are {Table1.Value.Minimisers.Count} nearest tables")),
        new("wqmix-table-1-several", () => new ExactFinding(Table1.Value.Minimisers.Count > 1, $"there are {Table1.Value.Minimisers.Count} nearest tables")),
        new("wqmix-table-2-minimises", () => new ExactFinding(
            LossOf(PayoffTables.Qtran, PrintedTable2) <= Table2.Value.Loss + Tolerance,
            $"its loss is {NamedCheck.Shown(LossOf(PayoffTables.Qtran, PrintedTable2))}, the least is {NamedCheck.Shown(Table2.Value.Loss)}")),
        new("wqmix-table-2-wrong-argmax", () => new ExactFinding(
            HasWrongArgmax(PayoffTables.Qtran, Table2.Value), $"the greedy joint action of the nearest table is {Shown(Table2.Value.Minimisers[0].Greedy)}")),
        new("wqmix-table-2-underestimates", () => new ExactFinding(
            Table2.Value.Minimisers.Any(minimiser => minimiser.Table[0, 0] < PayoffTables.Qtran[0, 0] - Tolerance),
            $"the nearest table has {NamedCheck.Shown(Table2.Value.Minimisers[0].Table[0, 0])} at (A, A)")),
        new("wqmix-wrong-argmax-exists", WrongArgmaxExists),
        new("wqmix-right-argmax-is-exact", RightArgmaxIsExact),
    ];

    private static ExactFinding WrongArgmaxExists()
    {
        Projection projection = MonotoneProjection.Solve(TopOf6, Weighting.Uniform);
        return new ExactFinding(
            HasWrongArgmax(TopOf6, projection),
            $"with a top of 6 the least loss is {NamedCheck.Shown(projection.Loss)}, and the greedy joint action {Shown(projection.Minimisers[0].Greedy)} pays {NamedCheck.Shown(TopOf6[[.. projection.Minimisers[0].Greedy]])}");
    }

    private static ExactFinding RightArgmaxIsExact()
    {
        RandomGames games = new() { Distribution = PayoffDistribution.Normal, Trials = RandomGames, Seed = 3 };
        return NamedCheck.InAll(RandomGames, "random games of 3 x 3, where the greedy joint action stands alone and is right", trial =>
        {
            PayoffTable payoff = games[trial];
            return MonotoneProjection.Solve(payoff, Weighting.Uniform).Minimisers.All(minimiser =>
                Best.IndicesOf(minimiser.Table.Values) is not [int only] || payoff.Values[only] != payoff.Max || Math.Abs(minimiser.Table.Max - payoff.Max) <= 1e-6);
        });
    }

    private static bool HasWrongArgmax(PayoffTable payoff, Projection projection) => !TheoremCheck.Of(payoff, projection).GreedyRecovery;

    private static bool IsMinimiser(Projection projection, PayoffTable table) => projection.Minimisers.Any(minimiser => LossOf(minimiser.Table, table) <= Tolerance);

    private static double LossOf(PayoffTable one, PayoffTable other)
    {
        double loss = 0;
        for (int cell = 0; cell < one.Values.Length; cell++)
        {
            double error = one.Values[cell] - other.Values[cell];
            loss += error * error;
        }

        return loss;
    }

    private static string Shown(IReadOnlyList<int> joint) => $"({string.Join(", ", joint.Select(action => (char)('A' + action)))})";
}
