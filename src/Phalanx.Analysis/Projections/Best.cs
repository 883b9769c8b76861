using Phalanx.Environments;

namespace Phalanx.Analysis;

/// <summary>What is best among numbers that were rounded on the way.</summary>
internal static class Best
{
    private const double Tolerance = 1e-9;

    /// <summary>The indices of the largest numbers; those that differ by rounding alone count as equal.</summary>
    public static int[] IndicesOf(ReadOnlySpan<double> values)
    {
        double max = double.NegativeInfinity;
        double magnitude = 0;
        foreach (double value in values)
        {
            max = Math.Max(max, value);
            magnitude = Math.Max(magnitude, Math.Abs(value));
        }

        List<int> best = [];
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] >= max - (Tolerance * magnitude))
            {
                best.Add(index);
            }
        }

        return [.. best];
    }

    /// <summary>Whether a joint action pays as much as any.</summary>
    public static bool IsOptimal(PayoffTable payoff, IReadOnlyList<int> joint) => payoff[[.. joint]] == payoff.Max;

    /// <summary>Every combination of one action of each agent, in the order of the flat index.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Combinations(IReadOnlyList<IReadOnlyList<int>> actions)
    {
        IEnumerable<int[]> joint = [[]];
        foreach (IReadOnlyList<int> own in actions)
        {
            joint = joint.SelectMany(begun => own.Select(action => (int[])[.. begun, action]));
        }

        return [.. joint];
    }
}
