using System.Numerics;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// Multi-head attention of agents to entities:
/// <code>
/// [Q | K | V] = in_trans X      out = out_trans (softmax over visible entities (Q K / √d) V)
/// </code>
/// Only agents have queries. An agent from which all entities are hidden gets the bias of <c>out_trans</c>.
/// </summary>
public sealed class EntityAttention<T> : IEntityLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _input;
    private readonly LinearLayer<T> _output;
    private readonly int _width;
    private readonly int _heads;

    /// <summary>Declares <c>in_trans</c> and <c>out_trans</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="width">Width of an entity, and of all heads together.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="outputs">Width of what comes out.</param>
    public EntityAttention(ParameterScope<T> scope, int width, int heads, int outputs)
    {
        (_width, _heads) = (width, heads);
        _input = new LinearLayer<T>(scope.Scope("in_trans"), width, 3 * width, bias: false);
        _output = new LinearLayer<T>(scope.Scope("out_trans"), width, outputs);
    }

    /// <inheritdoc/>
    public Variable<T> Forward(Variable<T> entities, int agents, Tensor<T> hidden)
    {
        int batch = entities.Shape[0];
        Variable<T> all = _input.Forward(entities);
        Variable<T> queries = all.Slice(2, 0, _width).Slice(1, 0, agents);
        Variable<T> keys = all.Slice(2, _width, _width);
        Variable<T> values = all.Slice(2, 2 * _width, _width);
        if (hidden.Shape[1] > agents)
        {
            // The same queries in every pass; the passes differ in what is hidden.
            Variable<T> once = queries.Reshape((batch, agents * _width));
            queries = once.Concat(once, once).Reshape((batch, hidden.Shape[1], _width));
        }

        T scale = T.One / T.Sqrt(T.CreateChecked(_width / _heads));
        return _output.Forward(queries.MaskedAttention(keys, values, _heads, hidden, scale));
    }
}
