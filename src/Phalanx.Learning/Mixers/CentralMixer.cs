using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Mixers;

/// <summary>What a central mixer begins with.</summary>
public enum CentralForm
{
    /// <summary>A layer over the state and the values.</summary>
    Feedforward,

    /// <summary>Combinations of the agents, weighed by attention of the state.</summary>
    Attention,
}

/// <summary>
/// An unrestricted mixing network: it may rank joint actions as it likes, and so cannot be acted on, only learned from.
/// <code>
/// feedforward   Q* = MLP [s | q] + V(s)                       three hidden layers
/// attention     Q* = MLP (qᵀ softmax_agents(M(s))) + V(s)     M = MLP(s) [agents, width], two hidden layers
/// </code>
/// An agent may bring more than one value; then each of them is combined with the same weights.
/// </summary>
public sealed class CentralMixer<T> : IMixer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _state;
    private readonly int _agents;
    private readonly int _width;
    private readonly Perceptron<T>? _attention;
    private readonly Perceptron<T> _net;
    private readonly Perceptron<T> _value;

    /// <summary>Declares <c>net</c>, <c>V</c> and, for attention, <c>atten_layer</c>.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="form">What it begins with.</param>
    /// <param name="width">Width of its layers.</param>
    /// <param name="outputs">Values that an agent brings.</param>
    /// <param name="hypernetWidth">Hidden width of the attention.</param>
    public CentralMixer(ParameterScope<T> scope, TeamShape team, CentralForm form, int width, int outputs, int hypernetWidth)
    {
        (_state, _agents, _width) = (team.State, team.Agents, width);
        if (form == CentralForm.Attention)
        {
            _attention = new Perceptron<T>(scope.Scope("atten_layer"), [team.State, hypernetWidth, team.Agents * width]);
            _net = new Perceptron<T>(scope.Scope("net"), [width * outputs, width, width, 1]);
        }
        else
        {
            _net = new Perceptron<T>(scope.Scope("net"), [team.State + (team.Agents * outputs), width, width, width, 1]);
        }

        _value = new Perceptron<T>(scope.Scope("V"), [team.State, width, 1]);
    }

    /// <summary>Declares a feedforward mixer of one value of each agent.</summary>
    /// <param name="scope">The scope to declare parameters in.</param>
    /// <param name="team">The team.</param>
    /// <param name="width">Width of its layers.</param>
    public CentralMixer(ParameterScope<T> scope, TeamShape team, int width)
        : this(scope, team, CentralForm.Feedforward, width, outputs: 1, hypernetWidth: width)
    {
    }

    /// <inheritdoc/>
    public Variable<T> Mix(MixerInput<T> input) => Mix(input.Values, input.States);

    /// <summary>Q*, [steps, episodes].</summary>
    /// <param name="values">[steps, episodes, agents x outputs].</param>
    /// <param name="states">[steps, episodes, state].</param>
    public Variable<T> Mix(Variable<T> values, Variable<T> states)
    {
        Shape result = values.Shape.Without(-1);
        Variable<T> seen = _attention is null ? states.Concat(values) : Combine(values, states, _attention);
        return (_net.Forward(seen) + _value.Forward(states)).Reshape(result);
    }

    /// <summary>
    /// What of Q* the state alone decides, for joint actions of which there are many in one state: the state's part of the first layer, [.., width],
    /// and V(s), [.., 1]. Of a feedforward mixer.
    /// </summary>
    public (Variable<T> First, Variable<T> Value) OfStates(Variable<T> states) =>
        (_net.FirstLayerOf(states, column: 0, bias: true), _value.Forward(states));

    /// <summary>The values' part of the first layer of a feedforward mixer, without bias, [.., width].</summary>
    /// <param name="values">[.., agents x outputs].</param>
    public Variable<T> OfValues(Variable<T> values) => _net.FirstLayerOf(values, column: _state, bias: false);

    /// <summary>Q*, [..], from the sum of the parts of the first layer and from V(s).</summary>
    public Variable<T> Finish(Variable<T> first, Variable<T> value) => _net.ForwardAfterFirst(first) + value;

    /// <summary><c>Mᵀ q</c> with every column of M a convex combination of agents, [steps, episodes, width x outputs].</summary>
    private Variable<T> Combine(Variable<T> values, Variable<T> states, Perceptron<T> attention)
    {
        (int steps, int episodes) = (values.Shape[0], values.Shape[1]);
        int outputs = values.Shape.Last / _agents;
        Variable<T> weights = attention.Forward(states).Reshape((steps, episodes, _agents, _width)).Transpose(2, 3).Softmax();
        return weights.BatchedMatMul(values.Reshape((steps, episodes, _agents, outputs))).Reshape((steps, episodes, _width * outputs));
    }
}
