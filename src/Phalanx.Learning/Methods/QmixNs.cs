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

/// <summary>How the weights of a mixer without a state are drawn.</summary>
public enum StatelessWeights
{
    /// <summary>As they were published: Kaiming's rule on the wrong axis, so <c>W1</c> within <c>√(6 / E)</c> and <c>w2</c> within <c>√6</c>.</summary>
    Wide,

    /// <summary>As those of linear layers: within one over the root of the number of inputs.</summary>
    Linear,
}

/// <summary>The settings of QMIX-NS.</summary>
public sealed record QmixNsSettings
{
    /// <summary>E, the width of the mixer's hidden layer.</summary>
    [Setting("width of the mixer's hidden layer", Min = 1, Max = NetworkSizes.MostWidth)]
    public int Embedding { get; init; } = 32;

    /// <summary>How the mixer's weights are drawn.</summary>
    [Setting("how the mixer's weights are drawn: wide, as published, or as those of linear layers")]
    public StatelessWeights Weights { get; init; }
}

/// <summary>
/// QMIX without a state in the weights: <c>Q_tot = elu(Q |W1| + b1) |w2| + V(s)</c> with plain parameters. What is missing to QMIX shows what its
/// hypernetworks are for.
/// </summary>
public sealed class QmixNs<T>(AgentNetworks<T, RecurrentAgent<T>> agents, LearnerSettings learner, QmixNsSettings settings)
    : ValueAlgorithm<T>(
        agents,
        learner, scope => new StatelessMonotonicMixer<T>(scope, agents.Team, settings.Embedding, settings.Weights))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// QMIX's mixing network with weights of its own instead of weights from the state, which only adds a value:
/// <c>Q_tot = elu(Q |W1| + b1) |w2| + V(s)</c>, monotonic likewise.
/// </summary>
public sealed class StatelessMonotonicMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> _weights1;
    private readonly Parameter<T> _bias1;
    private readonly Parameter<T> _weights2;
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>w1</c> [agents, E], <c>b1</c> [E], <c>w2</c> [E, 1] and <c>V</c>.</summary>
    public StatelessMonotonicMixer(ParameterScope<T> scope, TeamShape team, int embedding, StatelessWeights weights)
    {
        bool wide = weights == StatelessWeights.Wide;
        _weights1 = scope.Declare(
            "w1", (team.Agents, embedding), wide ? Initialiser.Uniform(Math.Sqrt(6.0 / embedding)) : Initialiser.FanIn(team.Agents));
        _bias1 = scope.Declare("b1", embedding, Initialiser.FanIn(wide ? embedding : team.Agents));
        _weights2 = scope.Declare("w2", (embedding, 1), wide ? Initialiser.Uniform(Math.Sqrt(6)) : Initialiser.FanIn(embedding));
        _value = new Perceptron<T>(scope.Scope("V"), [team.State, embedding, 1]);
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input)
    {
        Tape<T> tape = input.Tape;
        Variable<T> w1 = tape.Use(_weights1).Abs().Transpose(0, 1);
        Variable<T> w2 = tape.Use(_weights2).Abs().Reshape((1, _weights2.Shape[0]));
        Variable<T> mixed = input.Values.Linear(w1, tape.Use(_bias1), Activation.Elu).Linear(w2);
        return mixed.Reshape((input.Steps, input.Episodes)) + _value.Forward(input.States).Reshape((input.Steps, input.Episodes));
    }
}
