using Phalanx.Acting;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>Turns the outputs of a network for an agent into the action that it takes.</summary>
public interface IActionRule
{
    /// <summary>What the network's outputs are to this rule.</summary>
    OutputKind Outputs => OutputKind.Values;

    /// <summary>How an exported policy chooses as this rule does in a test; null where it cannot, and then the policy cannot be exported.</summary>
    PolicyActionKind? Exported => null;

    /// <summary>One agent's action.</summary>
    /// <param name="outputs">The network's output for every action.</param>
    /// <param name="available">Which actions are available; at least one is.</param>
    /// <param name="progress">How far the run is, and how much to explore; in a test the best action by this rule.</param>
    /// <param name="stream">The episode's own draws.</param>
    int Choose(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> available, RunProgress progress, ref RandomStream stream);
}
