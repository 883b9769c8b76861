using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Foundation;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// ResQ's theorem 2: every table has its best joint action and its other values from a main function and a residual. The main function is a sum of
/// utilities that lies above the table and meets it at the best joint action; the residual is what is left elsewhere.
/// </summary>
internal static class ResidualTables
{
    private const int Games = 1_000;

    private static readonly StreamPurpose Tables = StreamPurpose.Named("checks/residual tables");

    /// <summary>On drawn tables.</summary>
    public static ExactFinding Theorem2(CheckSources sources) => Of(sources, Games, scale: 1);

    /// <summary>The same with a main function whose slopes are multiplied.</summary>
    /// <param name="sources">The seed.</param>
    /// <param name="games">How many tables.</param>
    /// <param name="scale">By what; above 1 the main function no longer lies above the table.</param>
    public static ExactFinding Of(CheckSources sources, int games, double scale)
    {
        int held = Enumerable.Range(0, games).Count(trial => Represents(sources.Draws(Tables, trial), GameShape.ForTables[trial % GameShape.ForTables.Count], scale));
        return new ExactFinding(
            held == games, $"{Share(held, games)} drawn tables of 2 and 3 agents have a sum of utilities and a residual "
                + $"that is never positive, with the table's best joint action and its values elsewhere");
    }

    private static bool Represents(RandomStream draws, GameShape shape, double scale)
    {
        double[] values = new double[PayoffTable.CellsOf(shape.Agents, shape.Actions)!.Value];
        draws.FillNormal(values.AsSpan());
        var table = new PayoffTable(shape.Agents, shape.Actions, values);
        int best = Array.IndexOf(values, table.Max);
        PayoffTable main = MainAbove(table, best, ref draws, scale, out double[][] utilities);
        double[] joint = [.. main.Values];
        bool neverPositive = true;
        for (int cell = 0; cell < joint.Length; cell++)
        {
            double residual = table.Values[cell] - main.Values[cell];
            neverPositive &= cell == best || residual <= 1e-12;
            joint[cell] += cell == best ? 0 : Math.Min(residual, 0);
        }

        return neverPositive
            && IgmCheck.Of(new PayoffTable(shape.Agents, shape.Actions, joint), utilities, 1e-12).Holds
            && Array.IndexOf(joint, joint.Max()) == best
            && Enumerable.Range(0, joint.Length).All(cell => cell == best || Math.Abs(joint[cell] - values[cell]) <= 1e-12);
    }

    /// <summary><c>max Q - s sum_i d_i(u_i)</c> with drawn d that are zero at the best joint action, and the largest s with which it is nowhere below the table.</summary>
    private static PayoffTable MainAbove(PayoffTable table, int best, ref RandomStream draws, double scale, out double[][] utilities)
    {
        int[] joint = new int[table.Agents];
        table.WriteJointAction(best, joint);
        utilities = new double[table.Agents][];
        for (int agent = 0; agent < table.Agents; agent++)
        {
            double[] own = utilities[agent] = new double[table.Actions];
            draws.FillUniform(own, -1.0, -0.1);
            own[joint[agent]] = 0;
        }

        PayoffTable sums = UtilityTables.Sum(table.Actions, utilities);
        double slope = Enumerable.Range(0, sums.Values.Length).Where(cell => cell != best).Min(cell => (table.Max - table.Values[cell]) / -sums.Values[cell]);
        return new PayoffTable(table.Agents, table.Actions, [.. sums.Values.ToArray().Select(sum => table.Max + (scale * slope * sum))]);
    }
}
