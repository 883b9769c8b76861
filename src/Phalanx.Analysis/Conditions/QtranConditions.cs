using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>
/// QTRAN's conditions for utilities that factorise joint values. With <c>D(u) = sum_i Q_i(u_i) - Q_jt(u) + V</c> and the greedy joint
/// action u-bar, Theorem 1 asks for <c>D(u-bar) = 0</c> (4a) and <c>D(u) >= 0</c> elsewhere (4b); Theorem 2 asks for more in place of
/// (4b): <c>min over u_i of D(u_i, u_-i) = 0</c> (7) for every agent and all actions of the others.
/// </summary>
public sealed record QtranConditions
{
    private QtranConditions()
    {
    }

    /// <summary>V, by default <c>max_u Q_jt(u) - sum_i Q_i(u-bar_i)</c>.</summary>
    public required double StateValue { get; init; }

    /// <summary>D for every joint action.</summary>
    public required PayoffTable Differences { get; init; }

    /// <summary>D(u-bar), which (4a) wants to be zero.</summary>
    public required double AtGreedy { get; init; }

    /// <summary>The least D, which (4b) wants not to be negative.</summary>
    public required double Least { get; init; }

    /// <summary>The largest absolute value among the minima that (7) wants to be zero.</summary>
    public required double LargestMinimum { get; init; }

    /// <summary>Works the conditions out.</summary>
    /// <param name="jointValues">Q_jt.</param>
    /// <param name="utilities">Q_i, for every agent.</param>
    /// <param name="stateValue">V where it is learned; null for the one of the theorem.</param>
    public static QtranConditions Of(PayoffTable jointValues, IReadOnlyList<IReadOnlyList<double>> utilities, double? stateValue = null)
    {
        UtilityTables.ThrowIfMismatched(jointValues, utilities);
        PayoffTable sums = UtilityTables.Sum(jointValues.Actions, utilities);
        int[] greedy = [.. utilities.Select(UtilityTables.FirstMaximiser)];
        double value = stateValue ?? jointValues.Max - sums[greedy];
        double[] differences = new double[sums.Values.Length];
        for (int cell = 0; cell < differences.Length; cell++)
        {
            differences[cell] = sums.Values[cell] - jointValues.Values[cell] + value;
        }

        var table = new PayoffTable(jointValues.Agents, jointValues.Actions, differences);
        return new QtranConditions
        {
            StateValue = value,
            Differences = table,
            AtGreedy = table[greedy],
            Least = differences.Min(),
            LargestMinimum = MinimaOf(table).Max(Math.Abs),
        };
    }

    /// <summary>Whether (4a) and (4b) hold: then the utilities satisfy Individual-Global-Max.</summary>
    /// <param name="tolerance">How far from them counts as holding; learned tables need some.</param>
    public bool SatisfyTheorem1(double tolerance = 1e-9) => Math.Abs(AtGreedy) <= tolerance && Least >= -tolerance;

    /// <summary>Whether (4a) and (7) hold, which implies Theorem 1.</summary>
    /// <param name="tolerance">How far from them counts as holding; learned tables need some.</param>
    public bool SatisfyTheorem2(double tolerance = 1e-9) => Math.Abs(AtGreedy) <= tolerance && LargestMinimum <= tolerance;

    private static List<double> MinimaOf(PayoffTable differences)
    {
        List<double> minima = [];
        int stride = 1;
        for (int agent = differences.Agents - 1; agent >= 0; agent--, stride *= differences.Actions)
        {
            for (int cell = 0; cell < differences.Values.Length; cell++)
            {
                // One cell stands for all that differ from it in this agent's action alone.
                if (cell / stride % differences.Actions == 0)
                {
                    double least = double.PositiveInfinity;
                    for (int action = 0; action < differences.Actions; action++)
                    {
                        least = Math.Min(least, differences.Values[cell + (action * stride)]);
                    }

                    minima.Add(least);
                }
            }
        }

        return minima;
    }
}
