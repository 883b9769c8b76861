using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>One value forwards, the gradient of another backwards.</summary>
public static class StraightThroughOperations
{
    /// <summary>Takes the place of x with a value that nothing can flow through, a choice for example: backwards it is as if it were x.</summary>
    /// <param name="x">Receives the gradient.</param>
    /// <param name="value">The result, of the same shape; it belongs to the tape from now on.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Variable<T> StraightThrough<T>(this Variable<T> x, Tensor<T> value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (value.Shape != x.Shape)
        {
            throw new ArgumentException($"A value of shape {value.Shape} cannot take the place of one of {x.Shape}.");
        }

        return Operation<T>.Record<StraightThroughOperation<T>>(x).Finish(value);
    }
}

internal sealed class StraightThroughOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.Repeat(OutputGradient, new AxisSplit(1, 1, OutputGradient.Length), T.One, dx.Span, dx.Accumulate);
        }
    }
}
