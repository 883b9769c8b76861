using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Two axes exchanged.</summary>
public static class TransposeOperation
{
    /// <summary>Exchanges two axes; the result has memory of its own.</summary>
    public static Variable<T> Transpose<T>(this Variable<T> x, int axisA, int axisB)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int a = x.Shape.Axis(axisA);
        int b = x.Shape.Axis(axisB);
        return a == b ? x : Operation<T>.Record<TransposeOperation<T>>(x).Forward(Math.Min(a, b), Math.Max(a, b));
    }
}

internal sealed class TransposeOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _outer;
    private int _first;
    private int _middle;
    private int _second;
    private int _inner;

    public Variable<T> Forward(int a, int b)
    {
        Tensor<T> x = Input(0);
        Shape shape = x.Shape;
        _outer = shape.CountOf(0, a);
        _first = shape[a];
        _middle = shape.CountOf(a + 1, b);
        _second = shape[b];
        _inner = shape.CountOf(b + 1, shape.Rank);
        Tensor<T> y = Tape.Arena.Rent(shape.With(a, _second).With(b, _first));
        Kernels.TransposeAxes(x.Span, _outer, _first, _middle, _second, _inner, y.Span, accumulate: false);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.TransposeAxes(OutputGradient, _outer, _second, _middle, _first, _inner, dx.Span, dx.Accumulate);
        }
    }
}
