using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>Continuous actions drawn uniformly between their bounds, as in a warm-up.</summary>
internal static class UniformDraw
{
    /// <summary>Whether exploration asks for a uniform draw now.</summary>
    public static bool IsDue(RunProgress progress, ref RandomStream stream) =>
        !progress.Testing && progress.Exploration > 0 && stream.NextDouble() < progress.Exploration;

    /// <summary>Draws one agent's action.</summary>
    public static void Fill(ActionSpec actions, ref RandomStream stream, Span<float> action)
    {
        for (int dimension = 0; dimension < action.Length; dimension++)
        {
            (double low, double high) = (actions.Low[dimension], actions.High[dimension]);
            action[dimension] = Math.Clamp((float)(low + (stream.NextDouble() * (high - low))), actions.Low[dimension], actions.High[dimension]);
        }
    }
}
