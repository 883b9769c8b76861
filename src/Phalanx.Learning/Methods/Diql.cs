using System.Numerics;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>
/// Distributional independent Q-learning: every agent learns the distribution of the team's return by itself, at levels of its own, the loss being
/// the mean over transitions and agents. There is no joint value.
/// </summary>
public sealed class Diql<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QuantileSettings settings)
    : DistributionalAlgorithm<T>(team, agent, learner, settings, mixer: null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { State = false };
}
