using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>
/// Distributional independent Q-learning: every agent learns the distribution of the team's return by itself, at levels of its own, the loss being
/// the mean over transitions and agents. There is no joint value.
/// </summary>
public sealed class Diql<T>(AgentNetworks<T, QuantileAgent<T>> agents, LearnerSettings learner, QuantileSettings settings)
    : DistributionalAlgorithm<T>(agents, learner, settings, mixer: null)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true, State = false };
}

/// <summary>DDN, the distributional VDN: <c>Z_tot[k] = sum_i Z_i[k]</c>, all agents at the same levels.</summary>
public sealed class Ddn<T>(AgentNetworks<T, QuantileAgent<T>> agents, LearnerSettings learner, QuantileSettings settings)
    : DistributionalAlgorithm<T>(agents, learner, settings, _ => new SumQuantileMixer<T>())
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { Draws = true, State = false };
}

/// <summary>The settings of DMIX.</summary>
public sealed record DmixSettings : ShapeSettings
{
    /// <summary>QMIX's mixer.</summary>
    public QmixSettings Mixer { get; init; } = new();
}

/// <summary>
/// DMIX, the distributional QMIX: the mean of the team's return is QMIX of the agents' means, its shape the sum of the agents' shapes,
/// <c>Z_tot[k] = Q_mix(Q_1 .. Q_n) + sum_i (Z_i[k] - Q_i)</c>. Since the shape has the mean zero and QMIX is monotonic, the joint action of the
/// largest mean is made of each agent's own (DIGM).
/// </summary>
public sealed class Dmix<T>(AgentNetworks<T, QuantileAgent<T>> agents, LearnerSettings learner, DmixSettings settings)
    : DistributionalAlgorithm<T>(
        agents,
        learner,
        settings,
        scope => new MeanShapeMixer<T>(settings.Mixer.Declare(scope, agents.Team)))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
