using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Agents;

/// <summary>
/// A perceptron for every agent, with weights of its own and ReLU between its layers. All agents' are evaluated at once: a layer's parameters are
/// <c>weight</c> [agents, out, in] and <c>bias</c> [agents, 1, out], the layers being named as in a stack, <c>0</c>, <c>2</c>, <c>4</c>, ...
/// </summary>
public sealed class AgentPerceptrons<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _agents;
    private readonly (Parameter<T> Weight, Parameter<T> Bias)[] _layers;

    /// <summary>Declares the parameters.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="widths">The width of the input, of every hidden layer, of the output.</param>
    public AgentPerceptrons(ParameterScope<T> scope, int agents, ReadOnlySpan<int> widths)
    {
        _agents = agents;
        _layers = new (Parameter<T>, Parameter<T>)[widths.Length - 1];
        for (int i = 0; i < _layers.Length; i++)
        {
            ParameterScope<T> layer = scope.Scope($"{2 * i}");
            Initialiser draw = Initialiser.FanIn(widths[i]);
            _layers[i] = (layer.Declare("weight", (agents, widths[i + 1], widths[i]), draw), layer.Declare("bias", (agents, 1, widths[i + 1]), draw));
        }
    }

    /// <summary>Every row through the perceptron of its agent: [slots, episodes x agents, in] to [slots, episodes x agents, out].</summary>
    public Variable<T> Forward(Variable<T> x)
    {
        Tape<T> tape = x.Tape;
        (int slots, int rows) = (x.Shape[0], x.Shape[1]);
        Variable<T> hidden = x.Reshape((slots * rows / _agents, _agents, x.Shape.Last)).Transpose(0, 1);
        for (int i = 0; i < _layers.Length; i++)
        {
            hidden = hidden.BatchedMatMul(tape.Use(_layers[i].Weight), transposeB: true) + tape.Use(_layers[i].Bias);
            hidden = i < _layers.Length - 1 ? hidden.Relu() : hidden;
        }

        return hidden.Transpose(0, 1).Reshape((slots, rows, hidden.Shape.Last));
    }
}
