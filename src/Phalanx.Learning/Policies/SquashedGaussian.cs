using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// Draws actions <c>tanh(μ + σ ε)</c> from the means and logarithms of deviations that a network gives, scaled to the bounds; with the probability of
/// exploration a uniform draw between the bounds. In a test <c>tanh μ</c>. The losses draw from the same distribution.
/// </summary>
public sealed class SquashedGaussian : IContinuousActionRule
{
    /// <summary>The least logarithm of a deviation.</summary>
    public const double LeastLogDeviation = -5;

    /// <summary>The largest logarithm of a deviation.</summary>
    public const double MostLogDeviation = 2;

    /// <inheritdoc/>
    public OutputKind Outputs => OutputKind.Gaussian;

    /// <inheritdoc/>
    public PolicyActionKind? Exported => PolicyActionKind.Tanh;

    /// <inheritdoc/>
    public void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action)
    {
        if (UniformDraw.IsDue(progress, ref stream))
        {
            UniformDraw.Fill(actions, ref stream, action);
            return;
        }

        for (int dimension = 0; dimension < action.Length; dimension++)
        {
            double mean = outputs[dimension];
            double logDeviation = Math.Clamp(
                outputs[action.Length + dimension], LeastLogDeviation, MostLogDeviation);
            double before = progress.Testing ? mean : mean + (Elementary.Exp(logDeviation) * stream.NextNormal());
            action[dimension] = actions.InBounds(dimension, Elementary.Tanh(before));
        }
    }
}
