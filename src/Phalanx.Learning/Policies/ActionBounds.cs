using Phalanx.Environments;

namespace Phalanx.Learning.Policies;

/// <summary>Scales continuous actions of networks, which lie between -1 and 1, to the bounds of an environment.</summary>
internal static class ActionBounds
{
    /// <summary>Scales one number of an action to the bounds of its dimension.</summary>
    public static float InBounds(this ActionSpec actions, int dimension, double normalised)
    {
        (float low, float high) = (actions.Low[dimension], actions.High[dimension]);
        return Math.Clamp((float)(low + ((normalised + 1) / 2 * (high - low))), low, high);
    }
}
