using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX-NS.</summary>
public sealed record QmixNsSettings
{
    /// <summary>E, the width of the mixer's hidden layer.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1)]
    public int Embedding { get; init; } = 32;

    /// <summary>How the mixer's weights are drawn.</summary>
    [Setting("how the mixer's weights are drawn: wide, as published, or as those of linear layers")]
    public StatelessWeights Weights { get; init; }
}

/// <summary>
/// QMIX without a state in the weights: <c>Q_tot = elu(Q |W1| + b1) |w2| + V(s)</c> with plain parameters. What is missing to QMIX shows what its
/// hypernetworks are for.
/// </summary>
public sealed class QmixNs<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixNsSettings settings)
    : ValueAlgorithm<T>(
        team, agent, learner, scope => new StatelessMonotonicMixer<T>(scope, team, settings.Embedding, settings.Weights))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
