using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of QMIX-Lin.</summary>
public sealed record QmixLinSettings
{
    /// <summary>E, the hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>Layers of the network that gives the agents' weights, 1 or 2.</summary>
    [Setting("layers of the network that gives the agents' weights", Min = 1, Max = 2)]
    public int HypernetLayers { get; init; } = 2;

    /// <summary>Hidden width of two layers.</summary>
    [Setting("hidden width of that network when it has two layers", Min = 1, Max = NetworkSizes.MostWidth)]
    public int HypernetWidth { get; init; } = 64;
}

/// <summary>
/// QMIX without a hidden layer: <c>Q_tot = sum_i |w_i(s)| Q_i + V(s)</c>. In a single state it represents what VDN does; over states it weighs
/// agents differently.
/// </summary>
public sealed class QmixLin<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixLinSettings settings)
    : ValueAlgorithm<T>(
        agents,
        learner,
        scope => new LinearMixer<T>(scope, agents.Team, settings.Embedding, settings.HypernetLayers, settings.HypernetWidth))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>QMIX without a hidden layer: <c>Q_tot = sum_i |w_i(s)| Q_i + V(s)</c>, so <c>dQ_tot / dQ_i = |w_i(s)|</c>.</summary>
public sealed class LinearMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Hypernetwork<T> _weights;
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>hyper_w</c> and <c>V</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="embedding">Hidden width of V.</param>
    /// <param name="hypernetLayers">1 or 2 layers for the weights.</param>
    /// <param name="hypernetWidth">Hidden width of two layers.</param>
    public LinearMixer(ParameterScope<T> scope, TeamShape team, int embedding, int hypernetLayers, int hypernetWidth)
    {
        _weights = new Hypernetwork<T>(scope.Scope("hyper_w"), team.State, hypernetWidth, team.Agents, hypernetLayers);
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, embedding, 1]);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input)
    {
        Variable<T> sum = (input.Values * _weights.Forward(input.States, Activation.Abs)).Sum(-1);
        return sum + _value.Forward(input.States).Reshape(sum.Shape);
    }
}
