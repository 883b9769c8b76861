using System.Numerics;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX-Lin.</summary>
public sealed record QmixLinSettings
{
    /// <summary>E, the hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1)]
    public int Embedding { get; init; } = 32;

    /// <summary>Layers of the network that gives the agents' weights, 1 or 2.</summary>
    [Setting("layers of the network that gives the agents' weights", Min = 1, Max = 2)]
    public int HypernetLayers { get; init; } = 2;

    /// <summary>Hidden width of two layers.</summary>
    [Setting("hidden width of that network when it has two layers", Min = 1)]
    public int HypernetWidth { get; init; } = 64;
}

/// <summary>
/// QMIX without a hidden layer: <c>Q_tot = sum_i |w_i(s)| Q_i + V(s)</c>. In a single state it represents what VDN does; over states it weighs
/// agents differently.
/// </summary>
public sealed class QmixLin<T>(TeamShape team, AgentSettings agent, LearnerSettings learner, QmixLinSettings settings)
    : ValueAlgorithm<T>(
        team,
        agent,
        learner,
        scope => new LinearMixer<T>(scope, team, settings.Embedding, settings.HypernetLayers, settings.HypernetWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
