using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions from a soft-max of logits with a floor under it, for methods that learn a policy:
/// <c>π(a) ∝ available(a) · ((1 - ε) softmax(logits)(a) + ε / A)</c>, ε being the exploration. In a test the most likely action.
/// </summary>
/// <remarks>
/// The floor is laid before unavailable actions are taken away, and what is left is brought back to a sum of one. The losses compute the
/// same probabilities with <see cref="Agents.Stochastic"/>.
/// </remarks>
public sealed class FlooredSoftmax : IActionRule
{
    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, Moment moment, ref RandomStream stream)
    {
        if (moment.Testing)
        {
            return EpsilonGreedy.Best(outputs, available);
        }

        float most = outputs[0];
        foreach (float logit in outputs)
        {
            most = Math.Max(most, logit);
        }

        double all = 0;
        foreach (float logit in outputs)
        {
            all += Math.Exp(logit - most);
        }

        double Weight(int action, ReadOnlySpan<float> logits) =>
            ((1 - moment.Exploration) * Math.Exp(logits[action] - most) / all) + (moment.Exploration / logits.Length);

        double open = 0;
        for (int action = 0; action < outputs.Length; action++)
        {
            open += available[action] ? Weight(action, outputs) : 0;
        }

        double draw = stream.NextDouble() * open;
        int chosen = -1;
        for (int action = 0; action < outputs.Length && (chosen < 0 || draw >= 0); action++)
        {
            if (available[action])
            {
                chosen = action;
                draw -= Weight(action, outputs);
            }
        }

        return chosen;
    }
}
