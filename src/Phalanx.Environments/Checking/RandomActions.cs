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
            int choices = mask.Count(true);
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

    private static int IndexOfTrue(ReadOnlySpan<bool> mask, int skip)
    {
        int index = mask.IndexOf(true);
        for (; skip > 0; skip--)
        {
            index += 1 + mask[(index + 1)..].IndexOf(true);
        }

        return index;
    }
}
