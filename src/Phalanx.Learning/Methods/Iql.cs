using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>
/// Independent Q-learning: every agent learns a value of its own from the team's reward,
/// <c>y_i = r + γ (1 - terminated) Q_i⁻(τ'_i, ū'_i)</c>, the loss being the mean over transitions and agents. There is no joint value.
/// </summary>
public sealed class Iql<T>(TeamShape team, AgentSettings agent, LearnerSettings learner) : ValueAlgorithm<T>(team, agent, learner, mixer: null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { State = false };
}
