using System.Numerics;
using Phalanx.Acting;
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
        Variable<T> queries = Queries(entities, agents, hidden.Shape[1]);
        Variable<T> values = _input.Part(entities, 2 * _width, _width);
        return _output.Forward(queries.MaskedAttention(Keys(entities), values, _heads, hidden, Scale));
    }

    /// <inheritdoc/>
    public Variable<T> Mean(Variable<T> entities, int agents, Tensor<T> hidden, Variable<T> present)
    {
        // mean_i sum_j w_ij V x_j = V sum_j (mean_i w_ij) x_j, head by head: values of a few means instead of all entities.
        Variable<T> weights = Queries(entities, agents, hidden.Shape[1]).AttentionWeights(Keys(entities), _heads, hidden, Scale).Mean(2);
        Variable<T> seen = weights.BatchedMatMul(entities).Reshape((entities.Shape[0], _heads * _width));
        return _output.OfMean(_input.Part(seen, 2 * _width, _width / _heads, parts: _heads), present);
    }

    /// <inheritdoc/>
    public string Describe(PolicyBuilder policy, string entities, PolicyActivation activation)
    {
        string projected = policy.Linear("projected", entities, "attn.in_trans", _input);
        return policy.Linear("attended", policy.Attend("attention", projected, _heads), "attn.out_trans", _output, activation);
    }

    private T Scale => T.One / T.Sqrt(T.CreateChecked(_width / _heads));

    private Variable<T> Keys(Variable<T> entities) => _input.Part(entities, _width, _width);

    private Variable<T> Queries(Variable<T> entities, int agents, int rows)
    {
        Variable<T> queries = _input.Part(entities.Slice(1, 0, agents), 0, _width);
        if (rows == agents)
        {
            return queries;
        }

        // The same queries in every pass; the passes differ in what is hidden.
        int batch = entities.Shape[0];
        Variable<T> once = queries.Reshape((batch, agents * _width));
        return once.Concat(once, once).Reshape((batch, rows, _width));
    }
}
