using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;
using Phalanx.Foundation;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// QTRAN's theorem 1, necessity: where the agents' own greedy joint action is the best one, positive factors of the utilities exist with which (4) holds.
/// </summary>
/// <remarks>
/// No linear program is needed. With <c>d_i(u_i) = Q_i(u-bar_i) - Q_i(u_i) >= 0</c>, (4b) asks for <c>sum_i a_i d_i(u_i) &lt;= max Q - Q(u)</c>. If factors a_i
/// satisfy it, so does their least in the place of each; so there are factors if and only if a common one exists, and the largest of those is
/// <c>min over u of (max Q - Q(u)) / sum_i d_i(u_i)</c>.
/// </remarks>
internal static class QtranNecessity
{
    private static readonly StreamPurpose Tables = StreamPurpose.Named("checks/factorised tables");

    /// <summary>On drawn tables with utilities that factorise them.</summary>
    public static ExactFinding Of(CheckSources sources) =>
        Of([.. Enumerable.Range(0, QtranTheorems.Games).Select(trial => Draw(sources.Draws(Tables, trial), GameShape.ForTables[trial % GameShape.ForTables.Count]))]);

    /// <summary>The same for given tables.</summary>
    /// <param name="games">Tables, each with utilities.</param>
    public static ExactFinding Of(IReadOnlyList<FactorisedGame> games)
    {
        double[] factors = [.. games.Select(LargestFactor)];
        int found = games.Zip(factors, SatisfiesScaled).Count(satisfied => satisfied);
        return new ExactFinding(
            found == games.Count,
            $"for {Share(found, games.Count)} drawn tables with utilities that factorise them a "
            + $"positive factor is found with which (4) holds; the least is {Small(factors.Min())}");
    }

    private static bool SatisfiesScaled(FactorisedGame game, double factor) => factor > 0 && QtranConditions
        .Of(game.JointValues, [.. game.Utilities.Select(own => (IReadOnlyList<double>)[.. own.Select(value => factor * value)])]).SatisfyTheorem1();

    private static double LargestFactor(FactorisedGame game)
    {
        PayoffTable sums = UtilityTables.Sum(game.JointValues.Actions, game.Utilities);
        double largest = 1;
        for (int cell = 0; cell < sums.Values.Length; cell++)
        {
            double loss = sums.Max - sums.Values[cell];
            largest = loss > 0 ? Math.Min(largest, (game.JointValues.Max - game.JointValues.Values[cell]) / loss) : largest;
        }

        return largest;
    }

    /// <summary>A drawn table, and drawn utilities of which each agent's best is moved to its action of the best joint one.</summary>
    private static FactorisedGame Draw(RandomStream draws, GameShape shape)
    {
        double[] joint = new double[PayoffTable.CellsOf(shape.Agents, shape.Actions)!.Value];
        draws.FillNormal(joint.AsSpan());
        var table = new PayoffTable(shape.Agents, shape.Actions, joint);
        int[] best = new int[shape.Agents];
        table.WriteJointAction(Array.IndexOf(joint, table.Max), best);
        double[][] utilities = new double[shape.Agents][];
        for (int agent = 0; agent < shape.Agents; agent++)
        {
            double[] own = utilities[agent] = new double[shape.Actions];
            draws.FillNormal(own.AsSpan());
            int greedy = UtilityTables.FirstMaximiser(own);
            (own[greedy], own[best[agent]]) = (own[best[agent]], own[greedy]);
        }

        return new FactorisedGame(table, utilities, StateValue: 0);
    }
}
