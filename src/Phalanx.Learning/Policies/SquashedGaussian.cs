using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Agents;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions <c>tanh(μ + σ ε)</c> of the means and logarithms of deviations that a network gives, brought to the bounds; with the probability of
/// exploration an even draw between them. In a test <c>tanh μ</c>. The losses draw the same with <see cref="SquashedSample{T}"/>.
/// </summary>
public sealed class SquashedGaussian : IContinuousActionRule
{
    /// <inheritdoc/>
    public void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, Moment moment, ref RandomStream stream, Span<float> action)
    {
        if (EvenDraw.IsDue(moment, ref stream))
        {
            EvenDraw.Fill(actions, ref stream, action);
            return;
        }

        for (int dimension = 0; dimension < action.Length; dimension++)
        {
            double mean = outputs[dimension];
            double logDeviation = Math.Clamp(
                outputs[action.Length + dimension], SquashedSample<float>.LeastLogDeviation, SquashedSample<float>.MostLogDeviation);
            double before = moment.Testing ? mean : mean + (Elementary.Exp(logDeviation) * stream.NextNormal());
            action[dimension] = actions.InBounds(dimension, Elementary.Tanh(before));
        }
    }
}
