using Phalanx.Acting;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// With probability ε an action drawn uniformly from those available, which may be the best one; otherwise the available one of the
/// largest value, the first of equal ones. Every agent draws on its own.
/// </summary>
public sealed class EpsilonGreedy : IActionRule
{
    /// <inheritdoc/>
    public PolicyActionKind? Exported => PolicyActionKind.Argmax;

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream) =>
        progress.Exploration > 0 && stream.NextDouble() < progress.Exploration
            ? DrawAvailable(available, ref stream)
            : BestAvailable(outputs, available);

    /// <summary>The available action of the largest output, the first of equal ones.</summary>
    internal static int BestAvailable(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available)
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

    /// <summary>Draws an available action, all equally likely.</summary>
    internal static int DrawAvailable(ReadOnlySpan<bool> available, ref RandomStream stream)
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
