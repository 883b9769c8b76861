using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>A perceptron for every agent, with weights of its own and ReLU between its layers: <c>k.0</c>, <c>k.2</c>, ..., k counting the agents.</summary>
public sealed class AgentPerceptrons<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Perceptron<T>[] _agents;

    /// <summary>Declares the parameters.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="agents">Number of agents.</param>
    /// <param name="widths">The width of the input, of every hidden layer, of the output.</param>
    public AgentPerceptrons(ParameterScope<T> scope, int agents, ReadOnlySpan<int> widths)
    {
        _agents = new Perceptron<T>[agents];
        for (int agent = 0; agent < agents; agent++)
        {
            _agents[agent] = new Perceptron<T>(scope.Scope($"{agent}"), widths);
        }
    }

    /// <summary>Every row through the perceptron of its agent: [slots, episodes x agents, in] to [slots, episodes x agents, out].</summary>
    public Variable<T> Forward(Variable<T> x)
    {
        (int slots, int rows, int inputs) = (x.Shape[0], x.Shape[1], x.Shape[2]);
        Variable<T> side = x.Reshape((slots * rows / _agents.Length, _agents.Length * inputs)); // a team's inputs side by side
        Variable<T> outputs = _agents[0].Forward(side.Slice(-1, 0, inputs));
        for (int agent = 1; agent < _agents.Length; agent++)
        {
            outputs = outputs.Concat(_agents[agent].Forward(side.Slice(-1, agent * inputs, inputs)));
        }

        return outputs.Reshape((slots, rows, outputs.Shape.Last / _agents.Length));
    }

    /// <summary>Describes the perceptrons, an operation for each layer; the last one makes the values.</summary>
    internal void Describe(PolicyBuilder policy, string input)
    {
        int last = _agents[0].Layers.Count - 1;
        for (int layer = 0; layer < last; layer++)
        {
            input = policy.LinearEach($"hidden.{layer + 1}", input, $"{2 * layer}", [.. _agents.Select(agent => agent.Layers[layer])], PolicyActivation.Relu);
        }

        policy.LinearEach(PolicyDescription.Value, input, $"{2 * last}", [.. _agents.Select(agent => agent.Layers[last])]);
    }
}
