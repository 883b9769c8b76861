using Phalanx.Acting;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Learning.Policies;

/// <summary>Turns the outputs of a network for an agent into a continuous action.</summary>
public interface IContinuousActionRule
{
    /// <summary>What the network's outputs are to this rule, besides the action that it makes of them.</summary>
    OutputKind Outputs => OutputKind.None;

    /// <summary>How an exported policy chooses as this rule does in a test; null where it cannot, and then the policy cannot be exported.</summary>
    PolicyActionKind? Exported => null;

    /// <summary>One agent's action.</summary>
    /// <param name="outputs">The network's outputs for the agent.</param>
    /// <param name="actions">The bounds.</param>
    /// <param name="progress">How far the run is, and how much to explore; in a test the best action by this rule.</param>
    /// <param name="stream">The episode's own draws.</param>
    /// <param name="action">Receives the action, within the bounds.</param>
    void Choose(ReadOnlySpan<float> outputs, ActionSpec actions, RunProgress progress, ref RandomStream stream, Span<float> action);
}
