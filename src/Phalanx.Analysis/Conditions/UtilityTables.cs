using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>Agents' own values, action by action.</summary>
internal static class UtilityTables
{
    /// <summary>Refuses utilities that are not those of a table's agents.</summary>
    public static void ThrowIfMismatched(PayoffTable jointValues, IReadOnlyList<IReadOnlyList<double>> utilities)
    {
        ArgumentNullException.ThrowIfNull(jointValues);
        ArgumentNullException.ThrowIfNull(utilities);
        if (utilities.Count != jointValues.Agents || utilities.Any(own => own.Count != jointValues.Actions))
        {
            throw new ArgumentException(
                $"The joint values are of {jointValues.Agents} agents with {jointValues.Actions} actions; the utilities are not.", nameof(utilities));
        }
    }

    /// <summary>The first of an agent's best actions.</summary>
    public static int FirstMaximiser(IReadOnlyList<double> utilities)
    {
        int best = 0;
        for (int action = 1; action < utilities.Count; action++)
        {
            best = utilities[action] > utilities[best] ? action : best;
        }

        return best;
    }

    /// <summary>All of an agent's best actions.</summary>
    public static int[] Maximisers(IReadOnlyList<double> utilities, double tolerance)
    {
        double max = utilities.Max();
        return [.. Enumerable.Range(0, utilities.Count).Where(action => utilities[action] >= max - tolerance)];
    }

    /// <summary>The table of their sums.</summary>
    public static PayoffTable Sum(int actions, IReadOnlyList<IReadOnlyList<double>> utilities)
    {
        int cells = PayoffTable.CellsOf(utilities.Count, actions)!.Value;
        double[] sums = new double[cells];
        for (int cell = 0; cell < cells; cell++)
        {
            for (int agent = utilities.Count - 1, rest = cell; agent >= 0; agent--, rest /= actions)
            {
                sums[cell] += utilities[agent][rest % actions];
            }
        }

        return new PayoffTable(utilities.Count, actions, sums);
    }
}
