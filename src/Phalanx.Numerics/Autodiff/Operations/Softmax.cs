using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>
/// Soft-max and its kin over the last axis. A mask of the same shape holds 1 where an element is allowed; what it forbids has neither
/// influence nor gradient.
/// </summary>
public static class SoftmaxOperations
{
    /// <summary>
    /// <c>exp x / sum exp x</c>; exactly 0 for what is forbidden, all zeros in a row without an allowed element.
    /// </summary>
    /// <exception cref="ArgumentException">The mask has another shape.</exception>
    public static Variable<T> Softmax<T>(this Variable<T> x, Tensor<T>? mask = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masks.Check(x.Shape, mask);
        return Operation<T>.Record<SoftmaxOperation<T>>(x).Forward(mask);
    }

    /// <summary><c>x - log sum exp x</c>; <see cref="Kernels{T}.Nothing"/> for what is forbidden.</summary>
    /// <exception cref="ArgumentException">The mask has another shape.</exception>
    public static Variable<T> LogSoftmax<T>(this Variable<T> x, Tensor<T>? mask = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masks.Check(x.Shape, mask);
        return Operation<T>.Record<LogSoftmaxOperation<T>>(x).Forward(mask);
    }

    /// <summary>
    /// <c>log sum exp x</c>; <see cref="Kernels{T}.Nothing"/> of a row without an allowed element. The last axis is left with length 1
    /// if it is kept.
    /// </summary>
    /// <exception cref="ArgumentException">The mask has another shape.</exception>
    public static Variable<T> LogSumExp<T>(this Variable<T> x, Tensor<T>? mask = null, bool keepAxis = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Masks.Check(x.Shape, mask);
        return Operation<T>.Record<LogSumExpOperation<T>>(x).Forward(mask, keepAxis);
    }
}

/// <summary>Masks of tensors.</summary>
internal static class Masks
{
    public static void Check<T>(Shape shape, Tensor<T>? mask)
        where T : unmanaged
    {
        if (shape.Rank == 0)
        {
            throw new ArgumentException("A single number has no last axis.");
        }

        if (mask is { } given && given.Shape != shape)
        {
            throw new ArgumentException($"A mask of shape {given.Shape} does not fit {shape}.");
        }
    }

    /// <summary>The elements, none without a mask.</summary>
    public static ReadOnlySpan<T> Elements<T>(Tensor<T>? mask)
        where T : unmanaged => mask is { } given ? given.Span : default;
}

internal sealed class SoftmaxOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Variable<T> Forward(Tensor<T>? mask)
    {
        Tensor<T> x = Input(0);
        Tensor<T> y = Tape.Arena.Rent(x.Shape);
        Kernels.Softmax(x.Span, Masks.Elements(mask), x.Shape.Last, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.SoftmaxBackward(Output.Span, OutputGradient, Output.Shape.Last, dx.Span, dx.Accumulate);
        }
    }
}

internal sealed class LogSoftmaxOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T>? _mask;

    public Variable<T> Forward(Tensor<T>? mask)
    {
        _mask = mask;
        Tensor<T> x = Input(0);
        Tensor<T> y = Tape.Arena.Rent(x.Shape);
        Kernels.LogSoftmax(x.Span, Masks.Elements(mask), x.Shape.Last, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            ReadOnlySpan<T> mask = Masks.Elements(_mask);
            Kernels.LogSoftmaxBackward(Output.Span, mask, OutputGradient, Output.Shape.Last, dx.Span, dx.Accumulate);
        }
    }
}

internal sealed class LogSumExpOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T>? _mask;

    public Variable<T> Forward(Tensor<T>? mask, bool keepAxis)
    {
        _mask = mask;
        Tensor<T> x = Input(0);
        Tensor<T> y = Tape.Arena.Rent(keepAxis ? x.Shape.With(-1, 1) : x.Shape.Without(-1));
        Kernels.LogSumExp(x.Span, Masks.Elements(mask), x.Shape.Last, y.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        if (NeedsGradient(0))
        {
            Tensor<T> x = Input(0);
            GradientTarget<T> dx = GradientOf(0);
            ReadOnlySpan<T> mask = Masks.Elements(_mask);
            Kernels.LogSumExpBackward(x.Span, mask, Output.Span, OutputGradient, x.Shape.Last, dx.Span, dx.Accumulate);
        }
    }
}
