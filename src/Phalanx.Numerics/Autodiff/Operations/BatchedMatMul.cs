using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Products of many small matrices.</summary>
public static class BatchedMatMulOperation
{
    /// <summary>
    /// <c>[.., m, k] · [.., k, n] = [.., m, n]</c>, matrix by matrix. With a transposition the operand lies as [.., k, m] or [.., n, k].
    /// The matrices of <paramref name="b"/> may also come one per row, as [.., k * n]: a linear layer that generates weights gives them
    /// so, and they are read where they lie.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> BatchedMatMul<T>(this Variable<T> a, Variable<T> b, bool transposeA = false, bool transposeB = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Operation<T>.Record<BatchedMatMulOperation<T>>(a, b).Forward(transposeA, transposeB);
}

internal sealed class BatchedMatMulOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private bool _transposeA;
    private bool _transposeB;
    private int _rows;
    private int _inner;
    private int _columns;

    public Variable<T> Forward(bool transposeA, bool transposeB)
    {
        _transposeA = transposeA;
        _transposeB = transposeB;
        Shape a = Input(0).Shape;
        Shape b = Input(1).Shape;
        int leading = a.Rank - 2;
        bool flat = b.Rank == a.Rank - 1;
        if (leading < 0 || (!flat && b.Rank != a.Rank) || !SameAxes(a, b, leading))
        {
            throw Refusal(a, b);
        }

        _rows = a[transposeA ? -1 : -2];
        _inner = a[transposeA ? -2 : -1];
        _columns = !flat ? b[transposeB ? -2 : -1] : _inner == 0 ? 0 : b.Last / _inner;
        if (b.CountOf(leading, b.Rank) != _inner * _columns || (!flat && b[transposeB ? -1 : -2] != _inner))
        {
            throw Refusal(a, b);
        }

        int count = a.CountOf(0, leading);
        Tensor<T> y = Tape.Arena.Rent(a.With(-2, _rows).With(-1, _columns));
        Kernels.MultiplyBatched(Left(count), Right(count), y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        int count = Input(0).Shape.CountOf(0, Input(0).Shape.Rank - 2);
        var gradient = new BatchSpan<T>(OutputGradient, count, _rows, _columns);
        if (NeedsGradient(0))
        {
            GradientTarget<T> da = GradientOf(0);
            if (_transposeA)
            {
                Kernels.MultiplyBatched(Right(count), gradient.Transposed, da.Span, da.Accumulate);
            }
            else
            {
                Kernels.MultiplyBatched(gradient, Right(count).Transposed, da.Span, da.Accumulate);
            }
        }

        if (NeedsGradient(1))
        {
            GradientTarget<T> db = GradientOf(1);
            if (_transposeB)
            {
                Kernels.MultiplyBatched(gradient.Transposed, Left(count), db.Span, db.Accumulate);
            }
            else
            {
                Kernels.MultiplyBatched(Left(count).Transposed, gradient, db.Span, db.Accumulate);
            }
        }
    }

    private static bool SameAxes(Shape a, Shape b, int axes)
    {
        for (int i = 0; i < axes; i++)
        {
            if (a[i] != b[i])
            {
                return false;
            }
        }

        return true;
    }

    private BatchSpan<T> Left(int count) => _transposeA
        ? new BatchSpan<T>(Input(0).Span, count, _inner, _rows).Transposed
        : new BatchSpan<T>(Input(0).Span, count, _rows, _inner);

    private BatchSpan<T> Right(int count) => _transposeB
        ? new BatchSpan<T>(Input(1).Span, count, _columns, _inner).Transposed
        : new BatchSpan<T>(Input(1).Span, count, _inner, _columns);

    private ArgumentException Refusal(Shape a, Shape b) => new(
        $"Matrices of {a}{(_transposeA ? " transposed" : "")} cannot be multiplied by those of {b}{(_transposeB ? " transposed" : "")}.");
}
