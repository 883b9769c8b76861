using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>A range along an axis.</summary>
public static class SliceOperation
{
    /// <summary>The elements with an index from <paramref name="start"/> on, <paramref name="length"/> of them, along an axis.</summary>
    /// <exception cref="ArgumentException">The range does not lie within the axis.</exception>
    public static Variable<T> Slice<T>(this Variable<T> x, int axis, int start, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int all = x.Shape[axis];
        if ((uint)start > (uint)all || (uint)length > (uint)(all - start))
        {
            throw new ArgumentException($"Axis {axis} of a tensor of shape {x.Shape} has no {length} elements from {start}.");
        }

        return Operation<T>.Record<SliceOperation<T>>(x).Forward(axis, start, length);
    }
}

internal sealed class SliceOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _stride;
    private int _first;
    private int _run;
    private int _runs;

    public Variable<T> Forward(int axis, int start, int length)
    {
        Tensor<T> x = Input(0);
        var split = AxisSplit.Of(x.Shape, axis);
        _stride = split.Length * split.Inner;
        _run = length * split.Inner;
        _runs = x.Count == 0 ? 0 : split.Outer;
        _first = _runs == 0 ? 0 : start * split.Inner;

        Shape shape = x.Shape.With(axis, length);
        if (_runs == 1 && !IsParameterMemory(0))
        {
            // One run of the input's own memory, which does not change.
            return Finish(x.Reshape(x.Count).Slice(_first, _run).Reshape(shape));
        }

        Tensor<T> y = Tape.Arena.Rent(shape);
        Kernels.CopyRuns(x.Span[_first..], _stride, y.Span, _run, _runs, _run, accumulate: false);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            Span<T> dx = GradientOf(0).Added();
            Kernels.CopyRuns(OutputGradient, _run, dx[_first..], _stride, _runs, _run, accumulate: true);
        }
    }
}
