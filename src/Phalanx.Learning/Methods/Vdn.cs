using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;

namespace Phalanx.Learning.Methods;

/// <summary>Value decomposition networks: <c>Q_tot = sum_i Q_i</c>, so <c>dQ_tot / dQ_i = 1</c>.</summary>
public sealed class Vdn<T>(TeamShape team, AgentSettings agent, LearnerSettings learner)
    : ValueAlgorithm<T>(team, agent, learner, _ => new SumMixer<T>())
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { State = false };
}
