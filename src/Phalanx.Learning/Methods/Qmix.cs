using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX.</summary>
public sealed record QmixSettings
{
    /// <summary>E, the width of the mixer's hidden layer.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>Layers of the networks that give the mixer's weights, 1 or 2.</summary>
    [Setting("layers of the networks that give the mixer's weights", Min = 1, Max = 2)]
    public int HypernetLayers { get; init; } = 2;

    /// <summary>Hidden width of two layers.</summary>
    [Setting("hidden width of those networks when they have two layers", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 64;

    /// <summary>Declares the mixer that these settings ask for.</summary>
    internal MonotonicMixer<T> Declare<T>(ParameterScope<T> scope, TeamShape team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(scope, team, Embedding, HypernetLayers, HypernetWidth);
}

/// <summary>
/// QMIX: <c>Q_tot = elu(Q |W1(s)| + b1(s)) |w2(s)| + V(s)</c>. Weights are never negative, so <c>dQ_tot / dQ_i ≥ 0</c> and the joint
/// argmax is made of each agent's own.
/// </summary>
public sealed class Qmix<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixSettings settings)
    : ValueAlgorithm<T>(agents, learner, scope => settings.Declare(scope, agents.Team))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
