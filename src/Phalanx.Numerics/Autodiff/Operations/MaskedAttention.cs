using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Multi-head attention.</summary>
public static class MaskedAttentionOperation
{
    /// <summary>
    /// Every query takes the mean of the values, weighted head by head as <see cref="AttentionWeights"/> says. Where all entries are hidden the
    /// result is 0, and so is every gradient.
    /// </summary>
    /// <param name="query">[batch, n, heads * d].</param>
    /// <param name="key">[batch, e, heads * d].</param>
    /// <param name="value">[batch, e, heads * d].</param>
    /// <param name="heads">Number of heads, slices of the last axis.</param>
    /// <param name="hidden">[batch, n, e]: 1 where the query must not attend to the entry, else 0.</param>
    /// <param name="scale">Multiplies the products, as a rule by <c>1 / sqrt(d)</c>.</param>
    /// <returns>[batch, n, heads * d].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> MaskedAttention<T>(
        this Variable<T> query, Variable<T> key, Variable<T> value, int heads, Tensor<T> hidden, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value.Shape != key.Shape)
        {
            throw Refusal(query.Shape, key.Shape, $" and values {value.Shape}", heads, hidden.Shape);
        }

        Variable<T> weights = query.AttentionWeights(key, heads, hidden, scale);
        return Operation<T>.Record<EntryCombination<T>>(weights, value).Forward();
    }

    /// <summary>
    /// The weights that queries give to entries, head by head: the soft-max of <c>scale * query · key</c> over the entries that are not hidden; 0
    /// for hidden ones, and for all of them where nothing is visible.
    /// </summary>
    /// <param name="query">[batch, n, heads * d].</param>
    /// <param name="key">[batch, e, heads * d].</param>
    /// <param name="heads">Number of heads, slices of the last axis.</param>
    /// <param name="hidden">[batch, n, e]: 1 where the query must not attend to the entry, else 0.</param>
    /// <param name="scale">Multiplies the products.</param>
    /// <returns>[batch, heads, n, e].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> AttentionWeights<T>(this Variable<T> query, Variable<T> key, int heads, Tensor<T> hidden, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape q = query.Shape;
        Shape k = key.Shape;
        if (q.Rank != 3 || k.Rank != 3 || q[0] != k[0] || q[2] != k[2]
            || heads < 1 || q[2] % heads != 0 || hidden.Shape != (q[0], q[1], k[1]))
        {
            throw Refusal(q, k, "", heads, hidden.Shape);
        }

        var shape = new AttentionShape(q[0], q[1], k[1], heads, q[2] / heads);
        return Operation<T>.Record<EntryWeights<T>>(query, key).Forward(shape, hidden, scale);
    }

    private static ArgumentException Refusal(Shape queries, Shape keys, string values, int heads, Shape hidden) =>
        new($"Attention of {heads} heads and mask {hidden} cannot take queries {queries}, keys {keys}{values}.");
}

/// <summary>The weights of entries, [batch, heads, queries, entries], from queries and keys.</summary>
internal sealed class EntryWeights<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AttentionShape _shape;
    private T _scale;

    public Variable<T> Forward(AttentionShape shape, Tensor<T> hidden, T scale)
    {
        (_shape, _scale) = (shape, scale);
        Tensor<T> weights = Tape.Arena.Rent((shape.Batch, shape.Heads, shape.Queries, shape.Entries));
        Kernels.HeadScores(shape, Input(0).Span, Input(1).Span, weights.Span);
        Kernels.MaskedWeights(shape, scale, hidden.Span, weights.Span);
        return Finish(weights);
    }

    protected internal override void Backward()
    {
        Span<T> scores = OutputGradient;
        Kernels.SoftmaxBackward(Output.Span, scores, _shape.Entries, scores, accumulate: false);
        Kernels.Map<Scale>(scores, scores, _scale);
        if (NeedsGradient(0))
        {
            GradientTarget<T> dq = GradientOf(0);
            Kernels.CombineEntries(_shape, scores, Input(1).Span, dq.Span, dq.Accumulate);
        }

        if (NeedsGradient(1))
        {
            GradientTarget<T> dk = GradientOf(1);
            Kernels.CombineQueries(_shape, scores, Input(0).Span, dk.Span, dk.Accumulate);
        }
    }
}

/// <summary>The values of entries by their weights, [batch, queries, heads * d].</summary>
internal sealed class EntryCombination<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AttentionShape _shape;

    public Variable<T> Forward()
    {
        (Shape weights, Shape values) = (Input(0).Shape, Input(1).Shape);
        _shape = new AttentionShape(weights[0], weights[2], weights[3], weights[1], values[2] / weights[1]);
        Tensor<T> y = Tape.Arena.Rent((weights[0], weights[2], values[2]));
        Kernels.CombineEntries(_shape, Input(0).Span, Input(1).Span, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        if (NeedsGradient(1))
        {
            GradientTarget<T> dv = GradientOf(1);
            Kernels.CombineQueries(_shape, Input(0).Span, dy, dv.Span, dv.Accumulate);
        }

        if (NeedsGradient(0))
        {
            GradientTarget<T> dw = GradientOf(0);
            Span<T> target = dw.Accumulate ? Tape.Arena.Rent(Input(0).Shape).Span : dw.Span;
            Kernels.HeadScores(_shape, dy, Input(1).Span, target);
            if (dw.Accumulate)
            {
                Kernels.Accumulate(target, dw.Span);
            }
        }
    }
}
