using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Sums and means.</summary>
public static class SumOperations
{
    /// <summary>The sum of all elements.</summary>
    public static Variable<T> Sum<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Operation<T>.Record<SumOperation<T>>(x).Forward(new AxisSplit(1, x.Shape.Count, 1), default, T.One);

    /// <summary>The sum along an axis, which is left with length 1 if it is kept.</summary>
    public static Variable<T> Sum<T>(this Variable<T> x, int axis, bool keepAxis = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AlongAxis(x, axis, keepAxis, T.One);

    /// <summary>The mean of all elements.</summary>
    public static Variable<T> Mean<T>(this Variable<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Operation<T>.Record<SumOperation<T>>(x)
            .Forward(new AxisSplit(1, x.Shape.Count, 1), default, T.One / T.CreateChecked(x.Shape.Count));

    /// <summary>The mean along an axis, which is left with length 1 if it is kept.</summary>
    public static Variable<T> Mean<T>(this Variable<T> x, int axis, bool keepAxis = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AlongAxis(x, axis, keepAxis, T.One / T.CreateChecked(x.Shape[axis]));

    /// <summary>
    /// <c>sum(x * weights)</c> to a single number, in one pass: a masked loss, for example. The weights carry no gradient.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Variable<T> SumProduct<T>(this Variable<T> x, Tensor<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.Shape != x.Shape)
        {
            throw new ArgumentException($"Weights of shape {weights.Shape} do not fit {x.Shape}.");
        }

        return Operation<T>.Record<SumProductOperation<T>>(x).Forward(weights);
    }

    private static Variable<T> AlongAxis<T>(Variable<T> x, int axis, bool keepAxis, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = keepAxis ? x.Shape.With(axis, 1) : x.Shape.Without(axis);
        return Operation<T>.Record<SumOperation<T>>(x).Forward(AxisSplit.Of(x.Shape, axis), shape, scale);
    }
}

internal sealed class SumOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AxisSplit _axis;
    private T _scale;

    public Variable<T> Forward(AxisSplit axis, Shape shape, T scale)
    {
        _axis = axis;
        _scale = scale;
        Tensor<T> y = Tape.Arena.Rent(shape);
        Kernels.SumAxis(Input(0).Span, axis, y.Span);
        if (scale != T.One)
        {
            Kernels.Map<Scale>(y.Span, y.Span, scale);
        }

        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.Repeat(OutputGradient, _axis, _scale, dx.Span, dx.Accumulate);
        }
    }
}

internal sealed class SumProductOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T> _weights;

    public Variable<T> Forward(Tensor<T> weights)
    {
        _weights = weights;
        Tensor<T> y = Tape.Arena.Rent(new Shape());
        y.Span[0] = Kernels.Dot(Input(0).Span, weights.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.Repeat(_weights.Span, new AxisSplit(1, 1, _weights.Count), OutputGradient[0], dx.Span, dx.Accumulate);
        }
    }
}
