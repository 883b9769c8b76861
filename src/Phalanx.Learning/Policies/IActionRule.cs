using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>Turns what a network says of an agent's actions into the action it takes.</summary>
public interface IActionRule
{
    /// <summary>One agent's action.</summary>
    /// <param name="outputs">What the network says of every action.</param>
    /// <param name="available">Which actions are available; at least one is.</param>
    /// <param name="exploration">How much to explore: 0 is the best that the rule knows.</param>
    /// <param name="stream">The episode's own draws.</param>
    int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, double exploration, ref RandomStream stream);
}

/// <summary>
/// With probability ε an action drawn evenly from those available, which may be the best one; otherwise the available one of the
/// largest value, the first of equal ones. Every agent tosses its own coin.
/// </summary>
public sealed class EpsilonGreedy : IActionRule
{
    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, double exploration, ref RandomStream stream) =>
        exploration > 0 && stream.NextDouble() < exploration ? Any(available, ref stream) : Best(outputs, available);

    private static int Best(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available)
    {
        int best = -1;
        for (int action = 0; action < outputs.Length; action++)
        {
            if (available[action] && (best < 0 || outputs[action] > outputs[best]))
            {
                best = action;
            }
        }

        return best;
    }

    private static int Any(ReadOnlySpan<bool> available, ref RandomStream stream)
    {
        int skip = stream.NextInt(available.Count(true));
        int action = available.IndexOf(true);
        while (skip-- > 0)
        {
            action += 1 + available[(action + 1)..].IndexOf(true);
        }

        return action;
    }
}
