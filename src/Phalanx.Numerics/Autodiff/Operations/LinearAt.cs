using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>One output of a linear layer per row.</summary>
public static class LinearAtOperation
{
    /// <summary>
    /// Of a linear layer <c>x · Wᵀ + b</c> whose outputs are known already, the one at an index per row. The value is taken from there;
    /// the gradient is that of this one output and so touches one row of the weight for every row of x.
    /// </summary>
    /// <param name="x">[.., in].</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out], or none.</param>
    /// <param name="indices">[..], from 0 to out - 1.</param>
    /// <param name="allOutputs">[.., out], the layer's outputs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit one another, or an index lies outside of the outputs.</exception>
    public static Variable<T> LinearAt<T>(
        this Variable<T> x, Variable<T> weight, Variable<T>? bias, Tensor<int> indices, Tensor<T> allOutputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        LinearLayer.Check(x.Shape, weight.Shape, bias?.Shape, x.Shape.Last);
        if (allOutputs.Shape != x.Shape.With(-1, weight.Shape[0]) || indices.Shape != x.Shape.Without(-1))
        {
            throw new ArgumentException(
                $"Indices of shape {indices.Shape} and outputs of {allOutputs.Shape} do not fit {x.Shape} through {weight.Shape}.");
        }

        LinearAtOperation<T> operation = LinearLayer.Record<T, LinearAtOperation<T>>(x, weight, bias);
        return operation.Forward(indices, allOutputs);
    }
}

internal sealed class LinearAtOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<int> _indices;

    public Variable<T> Forward(Tensor<int> indices, Tensor<T> allOutputs)
    {
        _indices = indices;
        Tensor<T> y = Tape.Arena.Rent(indices.Shape);
        Kernels<T>.GatherAlong(AxisSplit.Of(allOutputs.Shape, -1), allOutputs.Span, indices.Span, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        ReadOnlySpan<T> dy = OutputGradient;
        ReadOnlySpan<int> indices = _indices.Span;
        Tensor<T> x = Input(0);
        int width = x.Shape.Last;
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.GatherRows(Input(1).Span, width, indices, dx.Span, dx.Accumulate, scales: dy);
        }

        if (NeedsGradient(1))
        {
            Kernels.ScatterRows(x.Span, width, indices, GradientOf(1).Added(), scales: dy);
        }

        if (InputCount == 3 && NeedsGradient(2))
        {
            Kernels.ScatterRows(dy, 1, indices, GradientOf(2).Added());
        }
    }
}
