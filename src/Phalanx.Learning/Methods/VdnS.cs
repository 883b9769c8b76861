using System.Numerics;
using Phalanx.Learning.Agents;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Settings;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;
using Phalanx.Settings;

namespace Phalanx.Learning.Methods;

/// <summary>The settings of VDN-S.</summary>
public sealed record VdnSSettings
{
    /// <summary>E, the hidden width of the state's value.</summary>
    [Setting("hidden width of the state's value", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;
}

/// <summary>VDN with a value of the state: <c>Q_tot = sum_i Q_i + V(s)</c>.</summary>
public sealed class VdnS<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, VdnSSettings settings)
    : ValueAlgorithm<T>(agents, learner, scope => new StateSumMixer<T>(scope, agents.Team, settings.Embedding))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>VDN-S: <c>Q_tot = sum_i Q_i + V(s)</c>, <c>V = MLP(S → E → 1)</c>. What depends on the state alone changes no argmax.</summary>
public sealed class StateSumMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>V</c>.</summary>
    public StateSumMixer(ParameterScope<T> scope, TeamShape team, int embedding) =>
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, embedding, 1]);

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input)
    {
        Variable<T> sum = input.Values.Sum(-1);
        return sum + _value.Forward(input.States).Reshape(sum.Shape);
    }
}
