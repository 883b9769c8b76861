using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Multi-head attention.</summary>
public static class MaskedAttentionOperation
{
    /// <summary>
    /// Every query takes the mean of the values, weighted head by head with the soft-max of <c>scale * query · key</c> over the entries
    /// that are not hidden from it. Where all are hidden the weights and the result are 0, and so is every gradient.
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
        Shape q = query.Shape;
        Shape k = key.Shape;
        if (q.Rank != 3 || k.Rank != 3 || value.Shape != k || q[0] != k[0] || q[2] != k[2]
            || heads < 1 || q[2] % heads != 0 || hidden.Shape != (q[0], q[1], k[1]))
        {
            throw new ArgumentException(
                $"Attention of {heads} heads and mask {hidden.Shape} cannot take queries {q}, keys {k} and values {value.Shape}.");
        }

        var shape = new AttentionShape(q[0], q[1], k[1], heads, q[2] / heads);
        return Operation<T>.Record<MaskedAttentionOperation<T>>(query, key, value).Forward(shape, hidden, scale);
    }
}

internal sealed class MaskedAttentionOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AttentionShape _shape;
    private T _scale;
    private Tensor<T> _weights;

    public Variable<T> Forward(AttentionShape shape, Tensor<T> hidden, T scale)
    {
        _shape = shape;
        _scale = scale;
        _weights = Tape.Arena.Rent((shape.Batch, shape.Heads, shape.Queries, shape.Entries));
        Kernels.HeadScores(shape, Input(0).Span, Input(1).Span, _weights.Span);
        Kernels.MaskedWeights(shape, scale, hidden.Span, _weights.Span);
        Tensor<T> y = Tape.Arena.Rent(Input(0).Shape);
        Kernels.CombineEntries(shape, _weights.Span, Input(2).Span, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        if (NeedsGradient(2))
        {
            GradientTarget<T> dv = GradientOf(2);
            Kernels.CombineQueries(_shape, _weights.Span, dy, dv.Span, dv.Accumulate);
        }

        if (!NeedsGradient(0) && !NeedsGradient(1))
        {
            return;
        }

        Span<T> scores = Tape.Arena.Rent(_weights.Shape).Span;
        Kernels.HeadScores(_shape, dy, Input(2).Span, scores);
        Kernels.SoftmaxBackward(_weights.Span, scores, _shape.Entries, scores, accumulate: false);
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
