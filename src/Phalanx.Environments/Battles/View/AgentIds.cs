namespace Phalanx.Environments.Battles;

/// <summary>The ids that the units of a team get at the start of an episode: by type, then from the left, then from the bottom.</summary>
internal static class AgentIds
{
    /// <summary>Finds which unit gets which id. Units that are alike in all three keep their order.</summary>
    /// <param name="unitOfId">Where to write the index of the unit that gets each id.</param>
    /// <param name="ranks">The rank of each unit's type.</param>
    /// <param name="x">Each unit's place, from the left.</param>
    /// <param name="y">Each unit's place, from the bottom.</param>
    public static void Assign(Span<int> unitOfId, ReadOnlySpan<int> ranks, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // By insertion: teams are small, and nothing is allocated.
        for (int unit = 0; unit < unitOfId.Length; unit++)
        {
            int id = unit;
            for (; id > 0 && IsBefore(unit, unitOfId[id - 1], ranks, x, y); id--)
            {
                unitOfId[id] = unitOfId[id - 1];
            }

            unitOfId[id] = unit;
        }
    }

    private static bool IsBefore(int unit, int other, ReadOnlySpan<int> ranks, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (ranks[unit] != ranks[other])
        {
            return ranks[unit] < ranks[other];
        }

        return x[unit] < x[other] || (x[unit] == x[other] && y[unit] < y[other]);
    }
}
