using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of Qatten. There are two published forms: the defaults are QPLEX's and Weighted QMIX's, the preset pymarl2 the other.</summary>
public sealed record QattenSettings
{
    /// <summary>Heads of the attention.</summary>
    [Setting("heads of the attention", Min = 1, Max = NetworkSizes.MostParts)]
    public int Heads { get; init; } = 4;

    /// <summary>d, the width of keys and queries, and the hidden width of the state's value.</summary>
    [Setting("width of keys and queries, and hidden width of the state's value", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>Hidden width of the networks over the state.</summary>
    [Setting("hidden width of the networks that give queries and heads' weights", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 64;

    /// <summary>Whether heads are weighed by the state; otherwise all count the same.</summary>
    [Setting("whether the state weighs the heads; otherwise all count the same")]
    public bool WeightedHeads { get; init; }

    /// <summary>Whether keys and the last layers of queries have biases.</summary>
    [Setting("whether keys and the last layers of queries have biases")]
    public bool Biases { get; init; }

    /// <summary>The factor of the mean squared logit in the loss.</summary>
    [Setting("factor of the mean squared logit, which is added to the loss; 0 adds nothing", Min = 0)]
    public double LogitPenalty { get; init; } = 1e-3;

    /// <summary>Whether keys see the agents' values.</summary>
    [Setting("whether keys see the agents' values; then the mixer need not be monotonic, and the agents' greedy actions need not be the greedy joint action")]
    public bool Nonlinear { get; init; }

    /// <summary>Whether agents that are not alive get no weight.</summary>
    [Setting("whether agents that are not alive get no weight; where the environment does not say who is alive, all count as alive")]
    public bool MaskDead { get; init; }

    /// <summary>The attention that these settings ask for.</summary>
    public AttentionForm ToForm() => new()
    {
        Heads = Heads,
        Embedding = Embedding,
        QueryWidth = HypernetWidth,
        HeadWidth = WeightedHeads ? HypernetWidth : 0,
        ValueWidth = Embedding,
        Biases = Biases,
        Nonlinear = Nonlinear,
        MaskDead = MaskDead,
        LogitPenalty = LogitPenalty,
    };
}

/// <summary>
/// Qatten: agents' values are summed with weights that the state gives by attention to each agent's features:
/// <code>
/// Q_tot = c(s) + sum_h w_h(s) sum_i λ_hi Q_i      λ_h. = softmax_i(key_h(features_i) · query_h(s) / √d)
/// L     = mean over transitions of (Q_tot - y)² + penalty · sum_h mean_i (key_h(features_i) · query_h(s))²
/// </code>
/// Weights are positive and, unless keys see the values, do not depend on them: the joint argmax is made of each agent's own.
/// </summary>
public sealed class Qatten<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QattenSettings settings)
    : ValueAlgorithm<T>(agents, learner, scope => new AttentionMixer<T>(scope, agents.Team, settings.ToForm()))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override DataNeeds Needs { get; } = new() { AgentFeatures = true, Alive = settings.MaskDead };
}
