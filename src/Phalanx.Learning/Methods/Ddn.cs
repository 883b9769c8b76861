using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>DDN, the distributional VDN: <c>Z_tot[k] = sum_i Z_i[k]</c>, all agents at the same levels.</summary>
public sealed class Ddn<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QuantileSettings settings)
    : DistributionalAlgorithm<T>(team, agent, learner, settings, _ => new SumQuantileMixer<T>())
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { State = false };
}
