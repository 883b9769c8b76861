using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// The actions of deterministic actors: <c>tanh</c> of the network's outputs plus normal noise, clipped to -1 and 1 and scaled to the bounds; with the
/// probability of exploration a uniform draw between the bounds. In a test there is no noise.
/// </summary>
/// <param name="noise">The deviation of the noise, where the bounds are -1 and 1.</param>
public sealed class NoisyDeterministic(double noise) : IContinuousActionRule
{
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
            double deviation = progress.Testing ? 0 : noise * stream.NextNormal();
            action[dimension] = actions.InBounds(dimension, Math.Clamp(Elementary.Tanh((double)outputs[dimension]) + deviation, -1, 1));
        }
    }
}
