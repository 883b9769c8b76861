using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Elements and rows chosen by index. Gradients touch only what was chosen.</summary>
public static class GatherOperations
{
    /// <summary>One element of every row: [.., columns] by indices [..] gives [..].</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or an index lies outside of its row.</exception>
    public static Variable<T> Gather<T>(this Variable<T> x, Tensor<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Shape.Rank == 0 || x.Shape.Without(-1) != indices.Shape)
        {
            throw new ArgumentException($"Indices of shape {indices.Shape} do not choose from the rows of {x.Shape}.");
        }

        return Operation<T>.Record<GatherOperation<T>>(x).Forward(indices);
    }

    /// <summary>
    /// Whole rows of a table, as an embedding looks them up: [rows, width] by indices [..] gives [.., width]. Index -1 is a row of zeros.
    /// </summary>
    /// <exception cref="ArgumentException">The table is no matrix, or an index lies outside of it.</exception>
    public static Variable<T> GatherRows<T>(this Variable<T> table, Tensor<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (table.Shape.Rank != 2)
        {
            throw new ArgumentException($"Rows are gathered from a matrix, not from a tensor of shape {table.Shape}.");
        }

        return Operation<T>.Record<GatherRowsOperation<T>>(table).Forward(indices);
    }
}

internal sealed class GatherOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<int> _indices;

    public Variable<T> Forward(Tensor<int> indices)
    {
        _indices = indices;
        Tensor<T> x = Input(0);
        Tensor<T> y = Tape.Arena.Rent(indices.Shape);
        Kernels<T>.GatherAlong(AxisSplit.Of(x.Shape, -1), x.Span, indices.Span, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            Kernels<T>.ScatterAlong(AxisSplit.Of(Input(0).Shape, -1), OutputGradient, _indices.Span, GradientOf(0).Added());
        }
    }
}

internal sealed class GatherRowsOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<int> _indices;

    public Variable<T> Forward(Tensor<int> indices)
    {
        _indices = indices;
        Tensor<T> table = Input(0);
        Tensor<T> y = Tape.Arena.Rent(indices.Shape.Appended(table.Shape[1]));
        Kernels.GatherRows(table.Span, table.Shape[1], indices.Span, y.Span, accumulate: false);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            Kernels.ScatterRows(OutputGradient, Input(0).Shape[1], _indices.Span, GradientOf(0).Added());
        }
    }
}
