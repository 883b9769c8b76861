using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Analysis.Checks;

/// <summary>Joint values with utilities of the agents and a value of the state.</summary>
/// <param name="JointValues">Q_jt.</param>
/// <param name="Utilities">Q_i.</param>
/// <param name="StateValue">V.</param>
internal sealed record FactorisedGame(PayoffTable JointValues, IReadOnlyList<IReadOnlyList<double>> Utilities, double StateValue)
{
    private const int LargestDifference = 5;
    private const double ShareOfZeros = 0.25;

    private static readonly StreamPurpose Games = StreamPurpose.Named("checks/factorised games");

    /// <summary>Whether the agents' own greedy joint action is one of the best; values that differ by rounding count as equal.</summary>
    public bool GreedyIsBest => IgmCheck.Of(JointValues, Utilities, 1e-9).Holds;

    /// <summary>QTRAN's conditions, with V as it is given: by the theorem's V, (4a) alone would say that the greedy joint action is best.</summary>
    public QtranConditions Conditions => QtranConditions.Of(JointValues, Utilities, StateValue);

    /// <summary>Drawn games: utilities, V and D are drawn, and the joint values follow from them.</summary>
    /// <param name="sources">Where the draws come from.</param>
    /// <param name="count">How many games; their sizes go round.</param>
    /// <param name="kind">How D is drawn.</param>
    public static IEnumerable<FactorisedGame> Draw(CheckSources sources, int count, DrawnDifferences kind) =>
        Enumerable.Range(0, count).Select(trial => Of(sources.Draws(Games, trial), GameShape.ForTables[trial % GameShape.ForTables.Count], kind));

    private static FactorisedGame Of(RandomStream draws, GameShape shape, DrawnDifferences kind)
    {
        double[][] utilities = new double[shape.Agents][];
        int[][] shifts = new int[shape.Agents][];
        for (int agent = 0; agent < shape.Agents; agent++)
        {
            draws.FillNormal((utilities[agent] = new double[shape.Actions]).AsSpan(), 0.0, 3.0);
            shifts[agent] = ShiftsOf(ref draws, shape.Actions, UtilityTables.FirstMaximiser(utilities[agent]));
        }

        double stateValue = draws.NextNormal();
        PayoffTable sums = UtilityTables.Sum(shape.Actions, utilities);
        double[] joint = new double[sums.Values.Length];
        int[] actions = new int[shape.Agents];
        for (int cell = 0; cell < joint.Length; cell++)
        {
            sums.WriteJointAction(cell, actions);
            double drawn = draws.NextNormal() * LargestDifference;
            bool isZero = draws.NextDouble() < ShareOfZeros;
            int[] steps = [.. actions.Select((action, agent) => shifts[agent][action])];
            double difference = steps.All(step => step == 0) ? 0
                : kind == DrawnDifferences.OfEitherSign ? drawn
                : isZero || (kind == DrawnDifferences.ZeroOnEveryLine && steps.Sum() % shape.Actions == 0) ? 0
                : Math.Abs(drawn);
            joint[cell] = sums.Values[cell] - difference + stateValue;
        }

        return new FactorisedGame(new PayoffTable(shape.Agents, shape.Actions, joint), utilities, stateValue);
    }

    /// <summary>A permutation of an agent's actions that gives its greedy one 0: cells whose sum of them is a multiple of A meet every line once.</summary>
    private static int[] ShiftsOf(ref RandomStream draws, int actions, int greedy)
    {
        int[] shifts = new int[actions];
        draws.Permutation(shifts);
        int zero = Array.IndexOf(shifts, 0);
        (shifts[greedy], shifts[zero]) = (shifts[zero], shifts[greedy]);
        return shifts;
    }
}
