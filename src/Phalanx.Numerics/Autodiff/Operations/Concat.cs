using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Tensors side by side.</summary>
public static class ConcatOperation
{
    /// <summary>The rows (last axes) of tensors one after the other; all other axes must agree.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static Variable<T> Concat<T>(this Variable<T> first, params ReadOnlySpan<Variable<T>> others)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (first.Shape.Rank == 0)
        {
            throw new ArgumentException("A single number has no last axis.");
        }

        int columns = first.Shape.Last;
        foreach (Variable<T> other in others)
        {
            if (other.Shape.Rank == 0 || other.Shape.Without(-1) != first.Shape.Without(-1))
            {
                throw new ArgumentException($"Tensors of shape {first.Shape} and {other.Shape} do not fit side by side.");
            }

            columns += other.Shape.Last;
        }

        return Operation<T>.Record<ConcatOperation<T>>(first, others).Forward(columns);
    }
}

internal sealed class ConcatOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Variable<T> Forward(int columns)
    {
        Tensor<T> y = Tape.Arena.Rent(Input(0).Shape.With(-1, columns));
        int rows = y.Shape.Rows;
        int column = 0;
        for (int i = 0; rows > 0 && i < InputCount; i++)
        {
            Tensor<T> x = Input(i);
            int width = x.Shape.Last;
            Kernels.CopyRuns(x.Span, width, y.Span[column..], columns, rows, width, accumulate: false);
            column += width;
        }

        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        int rows = Output.Shape.Rows;
        int column = 0;
        for (int i = 0; i < InputCount; i++)
        {
            int width = Input(i).Shape.Last;
            if (NeedsGradient(i))
            {
                // Asked for even where there are no rows: what the input came from may have a gradient, of zeros.
                GradientTarget<T> dx = GradientOf(i);
                if (rows > 0)
                {
                    Kernels.CopyRuns(dy[column..], Output.Shape.Last, dx.Span, width, rows, width, dx.Accumulate);
                }
            }

            column += width;
        }
    }
}
