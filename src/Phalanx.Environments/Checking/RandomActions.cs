using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Draws joint actions that are allowed, all equally likely.</summary>
public static class RandomActions
{
    /// <summary>Draws an available action for each agent; 0 for one that has none.</summary>
    /// <param name="available">The mask of each agent, one after the other, for as many environments as there are.</param>
    /// <param name="stream">Where the draws come from.</param>
    /// <param name="actions">Where to write the actions, one for each agent.</param>
    public static void Draw(ReadOnlySpan<bool> available, ref RandomStream stream, Span<int> actions)
    {
        int count = available.Length / Math.Max(1, actions.Length);
        for (int agent = 0; agent < actions.Length; agent++)
        {
            ReadOnlySpan<bool> mask = available.Slice(agent * count, count);
            int choices = CountOfTrue(mask);
            actions[agent] = choices == 0 ? 0 : IndexOfTrue(mask, stream.NextInt(choices));
        }
    }

    /// <summary>Draws a point in the box for each agent.</summary>
    /// <param name="spec">What the agents choose from.</param>
    /// <param name="stream">Where the draws come from.</param>
    /// <param name="actions">Where to write the actions, as many numbers for each agent as actions have dimensions.</param>
    public static void Draw(ActionSpec spec, ref RandomStream stream, Span<float> actions)
    {
        ArgumentNullException.ThrowIfNull(spec);
        for (int index = 0; index < actions.Length; index++)
        {
            int dimension = index % spec.Dimensions;
            stream.FillUniform(actions.Slice(index, 1), spec.Low[dimension], spec.High[dimension]);
        }
    }

    // Masks are short and hard to predict: plain loops without a branch are the fastest.
    private static int CountOfTrue(ReadOnlySpan<bool> mask)
    {
        int count = 0;
        foreach (bool allowed in mask)
        {
            count += allowed ? 1 : 0;
        }

        return count;
    }

    /// <summary>The index of the true value that follows the given number of true values.</summary>
    private static int IndexOfTrue(ReadOnlySpan<bool> mask, int skip)
    {
        int index = 0;
        int seen = 0;
        foreach (bool allowed in mask)
        {
            seen += allowed ? 1 : 0;
            index += seen <= skip ? 1 : 0;
        }

        return index;
    }
}
