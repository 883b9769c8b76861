using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Autodiff;

/// <summary>The linear layer.</summary>
public static class LinearOperation
{
    /// <summary>
    /// <c>y = f(x · Wᵀ + b)</c> over the last axis, W being [out, in] as PyTorch stores it. The activation and its derivative are part
    /// of the operation, applied while the rows are in the cache.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> Linear<T>(
        this Variable<T> x, Variable<T> weight, Variable<T>? bias = null, Activation activation = Activation.Identity)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weight.Shape.Rank != 2 || weight.Shape[1] != x.Shape.Last || (bias is { } b && b.Shape != weight.Shape[0]))
        {
            throw new ArgumentException($"A linear layer of weight {weight.Shape} and bias {bias?.Shape} cannot take {x.Shape}.");
        }

        LinearOperation<T> operation = bias is { } given
            ? Operation<T>.Record<LinearOperation<T>>(x, weight, given)
            : Operation<T>.Record<LinearOperation<T>>(x, weight);
        return operation.Forward(activation);
    }
}

internal sealed class LinearOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Activation _activation;
    private Tensor<T> _beforeActivation;

    private bool HasBias => InputCount == 3;

    public Variable<T> Forward(Activation activation)
    {
        _activation = activation;
        Tensor<T> x = Input(0);
        Tensor<T> weight = Input(1);
        Tensor<T> y = Tape.Arena.Rent(x.Shape.With(-1, weight.Shape[0]));
        ReadOnlySpan<T> bias = HasBias ? Input(2).Span : default;

        // The absolute value forgets the sign that its derivative needs; every other activation can be undone from its result.
        bool keepBefore = activation == Activation.Abs && RequiresGradient;
        Activation fused = keepBefore ? Activation.Identity : activation;
        var rows = new MatrixSpan<T>(x.Span, x.Shape.Rows, x.Shape.Last);
        if (ParameterOf(1) is { } parameter)
        {
            Kernels.Multiply(rows, parameter.Packed(Kernels, forward: true), y.Span, y.Shape.Last, bias: bias, activation: fused);
        }
        else
        {
            var matrix = new MatrixSpan<T>(weight.Span, weight.Shape[0], weight.Shape[1]);
            Kernels.Multiply(rows, matrix.Transposed, y.Span, y.Shape.Last, bias: bias, activation: fused);
        }

        if (keepBefore)
        {
            _beforeActivation = y;
            y = Tape.Arena.Rent(y.Shape);
            Kernels.Activate(activation, _beforeActivation.Span, y.Span);
        }

        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        if (_activation != Activation.Identity)
        {
            ReadOnlySpan<T> before = _activation == Activation.Abs ? _beforeActivation.Span : default;
            Kernels.ActivateBackward(_activation, before, Output.Span, dy, dy);
        }

        Tensor<T> x = Input(0);
        Tensor<T> weight = Input(1);
        int outputs = weight.Shape[0];
        int inputs = weight.Shape[1];
        var gradient = new MatrixSpan<T>(dy, x.Shape.Rows, outputs);
        if (Wants(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            if (ParameterOf(1) is { } parameter)
            {
                Kernels.Multiply(gradient, parameter.Packed(Kernels, forward: false), dx.Span, inputs, dx.Accumulate);
            }
            else
            {
                Kernels.Multiply(gradient, new MatrixSpan<T>(weight.Span, outputs, inputs), dx.Span, inputs, dx.Accumulate);
            }
        }

        if (Wants(1))
        {
            GradientTarget<T> dw = GradientOf(1);
            Kernels.Multiply(gradient.Transposed, new MatrixSpan<T>(x.Span, x.Shape.Rows, inputs), dw.Span, inputs, dw.Accumulate);
        }

        if (HasBias && Wants(2))
        {
            Kernels.AddColumnSums(dy, outputs, GradientOf(2).Added());
        }
    }
}
