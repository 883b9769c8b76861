using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>
/// What deterministic actors do: <c>tanh</c> of the network's outputs, disturbed by normal noise and cut to -1 and 1, brought to the bounds; with the
/// probability of exploration an even draw between them. In a test nothing is disturbed.
/// </summary>
/// <param name="noise">The deviation of the noise, where the bounds are -1 and 1.</param>
public sealed class DisturbedActor(double noise) : IContinuousActionRule
{
    /// <inheritdoc/>
    public void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action)
    {
        if (EvenDraw.IsDue(progress, ref stream))
        {
            EvenDraw.Fill(actions, ref stream, action);
            return;
        }

        for (int dimension = 0; dimension < action.Length; dimension++)
        {
            double disturbance = progress.Testing ? 0 : noise * stream.NextNormal();
            action[dimension] = actions.InBounds(dimension, Math.Clamp(Elementary.Tanh((double)outputs[dimension]) + disturbance, -1, 1));
        }
    }
}
