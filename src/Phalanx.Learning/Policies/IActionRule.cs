using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>Turns what a network says of an agent's actions into the action it takes.</summary>
public interface IActionRule
{
    /// <summary>One agent's action.</summary>
    /// <param name="outputs">What the network says of every action.</param>
    /// <param name="available">Which actions are available; at least one is.</param>
    /// <param name="progress">How far the run is, and how much to explore; in a test the best that the rule knows.</param>
    /// <param name="stream">The episode's own draws.</param>
    int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream);
}
