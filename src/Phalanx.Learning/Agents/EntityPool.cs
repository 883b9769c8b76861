using System.Numerics;
using Phalanx.Acting;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Layers;

namespace Phalanx.Learning.Agents;

/// <summary>
/// Pooling in place of attention: <c>out = out_trans (pool over entities of in_trans X)</c>, the mean or the largest of every column.
/// A hidden entity counts as a row of zeros.
/// </summary>
public sealed class EntityPool<T> : IEntityLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LinearLayer<T> _input;
    private readonly LinearLayer<T> _output;
    private readonly bool _largest;

    /// <summary>Declares <c>in_trans</c> and <c>out_trans</c>.</summary>
    /// <param name="scope">Where.</param>
    /// <param name="width">Width of an entity.</param>
    /// <param name="outputs">Width of what comes out.</param>
    /// <param name="largest">Whether the largest is taken; otherwise the mean.</param>
    public EntityPool(ParameterScope<T> scope, int width, int outputs, bool largest)
    {
        _input = new LinearLayer<T>(scope.Scope("in_trans"), width, width);
        _output = new LinearLayer<T>(scope.Scope("out_trans"), width, outputs);
        _largest = largest;
    }

    /// <inheritdoc/>
    public Variable<T> Forward(Variable<T> entities, int agents, Tensor<T> hidden) => _output.Forward(Pool(entities, hidden));

    /// <inheritdoc/>
    public Variable<T> Mean(Variable<T> entities, int agents, Tensor<T> hidden, Variable<T> present) =>
        _output.OfMean(Pool(entities, hidden).Mean(1), present);

    /// <inheritdoc/>
    public string Describe(PolicyBuilder policy, string entities, PolicyActivation activation)
    {
        string projected = policy.Linear("projected", entities, "attn.in_trans", _input);
        string pooled = policy.Pool("pooled", projected, _largest ? PolicyPooling.Max : PolicyPooling.Mean);
        return policy.Linear("attended", pooled, "attn.out_trans", _output, activation);
    }

    private Variable<T> Pool(Variable<T> entities, Tensor<T> hidden)
    {
        (int batch, int queries, int count) = (hidden.Shape[0], hidden.Shape[1], hidden.Shape[2]);
        Variable<T> rows = _input.Forward(entities);
        Variable<T> visible = T.One - rows.Tape.Constant(hidden);
        return _largest
            ? (rows.Reshape((batch, 1, count, rows.Shape.Last)) * visible.Reshape((batch, queries, count, 1))).Max(2)
            : visible.BatchedMatMul(rows) / T.CreateChecked(count);
    }
}
