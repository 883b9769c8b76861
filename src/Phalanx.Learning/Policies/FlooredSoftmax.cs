using Phalanx.Acting;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions from a soft-max of logits with a floor under it, for methods that learn a policy:
/// <c>π(a) ∝ available(a) · ((1 - ε) softmax(logits)(a) + ε / A)</c>, ε being the exploration. In a test the most likely action.
/// </summary>
/// <remarks>
/// The floor is added before unavailable actions are masked; the rest is normalised to a sum of one. The losses compute the same
/// probabilities.
/// </remarks>
public sealed class FlooredSoftmax : IActionRule
{
    private const int MostOnStack = 1024;

    /// <inheritdoc/>
    public OutputKind Outputs => OutputKind.Logits;

    /// <inheritdoc/>
    public PolicyActionKind? Exported => PolicyActionKind.Argmax;

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream)
    {
        if (progress.Testing)
        {
            return EpsilonGreedy.BestAvailable(outputs, available);
        }

        Span<double> weights = outputs.Length <= MostOnStack ? stackalloc double[outputs.Length] : new double[outputs.Length];
        Weigh(outputs, available, progress.Exploration, weights);
        int chosen = WeightedDraw.Index<double>(weights, stream.NextDouble());
        return chosen >= 0 ? chosen : available.LastIndexOf(true); // the probabilities of all available actions round to zero
    }

    /// <summary>The probabilities of all actions, still to be divided by their sum.</summary>
    internal static void Weigh(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, double floor, Span<double> weights)
    {
        float most = outputs[0];
        foreach (float logit in outputs)
        {
            most = Math.Max(most, logit);
        }

        double all = 0;
        foreach (float logit in outputs)
        {
            all += Elementary.Exp((double)(logit - most));
        }

        for (int action = 0; action < outputs.Length; action++)
        {
            weights[action] = available[action]
                ? ((1 - floor) * Elementary.Exp((double)(outputs[action] - most)) / all) + (floor / outputs.Length)
                : 0;
        }
    }
}
