using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Largest and smallest elements. The gradient goes to the first of equal ones; a NaN comes through.</summary>
public static class ExtremeOperations
{
    /// <summary>The largest elements along an axis, which is left with length 1 if it is kept.</summary>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public static Variable<T> Max<T>(this Variable<T> x, int axis, bool keepAxis = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AlongAxis(x, axis, keepAxis, T.One);

    /// <summary>The smallest elements along an axis, which is left with length 1 if it is kept.</summary>
    /// <exception cref="ArgumentException">The axis is empty.</exception>
    public static Variable<T> Min<T>(this Variable<T> x, int axis, bool keepAxis = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AlongAxis(x, axis, keepAxis, -T.One);

    /// <summary>
    /// The largest of the allowed elements of every row (the last axis), and where they stand. A row without an allowed element gives
    /// <see cref="Kernels{T}.Nothing"/>, the index 0 and no gradient.
    /// </summary>
    /// <param name="x">[.., columns].</param>
    /// <param name="mask">Of the same shape, 1 where an element is allowed.</param>
    /// <param name="indices">[..], in the tape's memory.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Variable<T> Max<T>(this Variable<T> x, Tensor<T> mask, out Tensor<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masks.Check<T>(x.Shape, mask);
        ExtremeOperation<T> operation = Operation<T>.Record<ExtremeOperation<T>>(x);
        Variable<T> y = operation.ForwardMasked(mask);
        indices = x.Tape.Indices.Rent(y.Shape);
        Kernels<T>.ClampToFirst(operation.Indices.Span, indices.Span);
        return y;
    }

    private static Variable<T> AlongAxis<T>(Variable<T> x, int axis, bool keepAxis, T sign)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Shape[axis] == 0)
        {
            throw new ArgumentException($"There is nothing along axis {axis} of a tensor of shape {x.Shape}.");
        }

        Shape shape = keepAxis ? x.Shape.With(axis, 1) : x.Shape.Without(axis);
        return Operation<T>.Record<ExtremeOperation<T>>(x).Forward(AxisSplit.Of(x.Shape, axis), shape, sign);
    }
}

internal sealed class ExtremeOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AxisSplit _axis;

    /// <summary>Where the extremes stand along the axis, -1 where there is none.</summary>
    public Tensor<int> Indices { get; private set; }

    public Variable<T> Forward(AxisSplit axis, Shape shape, T sign)
    {
        Tensor<T> y = Begin(axis, shape);
        Kernels.AxisExtremes(Input(0).Span, axis, sign, y.Span, Indices.Span);
        return Finish(y);
    }

    public Variable<T> ForwardMasked(Tensor<T> mask)
    {
        Shape shape = mask.Shape;
        Tensor<T> y = Begin(AxisSplit.Of(shape, -1), shape.Without(-1));
        Kernels.RowExtremes(Input(0).Span, mask.Span, shape.Last, T.One, y.Span, Indices.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            Kernels<T>.ScatterAlong(_axis, OutputGradient, Indices.Span, GradientOf(0).Added());
        }
    }

    private Tensor<T> Begin(AxisSplit axis, Shape shape)
    {
        _axis = axis;
        Indices = Tape.Indices.Rent(shape);
        return Tape.Arena.Rent(shape);
    }
}
