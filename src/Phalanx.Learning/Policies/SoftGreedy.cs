using Phalanx.Foundation;
using Phalanx.Learning.Exploration;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions by <c>π(a) ∝ exp(Q(a) / α)</c> among those available, at a temperature that falls with time; with probability ε evenly. In a
/// test the available action of the largest value.
/// </summary>
public sealed class SoftGreedy(LinearSchedule temperature) : IActionRule
{
    private static readonly EpsilonGreedy Greedy = new();

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, Moment moment, ref RandomStream stream)
    {
        if (moment.Testing || (moment.Exploration > 0 && stream.NextDouble() < moment.Exploration))
        {
            return Greedy.Choose(outputs, available, moment.Testing ? moment : moment with { Exploration = 1 }, ref stream);
        }

        double alpha = temperature.At(moment.TEnv);
        float most = outputs[EpsilonGreedy.Best(outputs, available)];
        double all = 0;
        for (int action = 0; action < outputs.Length; action++)
        {
            all += available[action] ? Math.Exp((outputs[action] - most) / alpha) : 0;
        }

        double rest = stream.NextDouble() * all;
        int chosen = -1;
        for (int action = 0; action < outputs.Length && (chosen < 0 || rest >= 0); action++)
        {
            if (available[action])
            {
                chosen = action;
                rest -= Math.Exp((outputs[action] - most) / alpha);
            }
        }

        return chosen;
    }
}
