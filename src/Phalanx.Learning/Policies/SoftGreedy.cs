using Phalanx.Acting;
using Phalanx.Foundation;
using Phalanx.Learning.Exploration;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions by <c>π(a) ∝ exp(Q(a) / α)</c> among those available, at a temperature that falls with time; with probability ε uniformly. In a
/// test the available action of the largest value.
/// </summary>
public sealed class SoftGreedy(LinearSchedule temperature) : IActionRule
{
    private const int MostOnStack = 1024;

    private static readonly EpsilonGreedy Greedy = new();

    /// <inheritdoc/>
    public PolicyActionKind? Exported => PolicyActionKind.Argmax;

    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream)
    {
        if (progress.Testing || (progress.Exploration > 0 && stream.NextDouble() < progress.Exploration))
        {
            return Greedy.Choose(outputs, available, progress.Testing ? progress : progress with { Exploration = 1 }, ref stream);
        }

        double alpha = temperature.At(progress.TEnv);
        float most = outputs[EpsilonGreedy.BestAvailable(outputs, available)];
        Span<double> weights = outputs.Length <= MostOnStack ? stackalloc double[outputs.Length] : new double[outputs.Length];
        for (int action = 0; action < outputs.Length; action++)
        {
            weights[action] = available[action] ? Elementary.Exp((outputs[action] - most) / alpha) : 0;
        }

        return WeightedDraw.Index<double>(weights, stream.NextDouble()); // the best one has the weight 1
    }
}
