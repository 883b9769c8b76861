using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>Layer normalisation.</summary>
public static class LayerNormOperation
{
    /// <summary>What keeps the root away from 0 when nothing else is said.</summary>
    public const double DefaultEpsilon = 1e-5;

    /// <summary>
    /// <c>(x - mean) / sqrt(variance + epsilon) * gain + bias</c> over the last axis, with the variance that divides by its length.
    /// </summary>
    /// <exception cref="ArgumentException">Gain or bias are not as long as the last axis.</exception>
    public static Variable<T> LayerNorm<T>(this Variable<T> x, Variable<T> gain, Variable<T> bias, double epsilon = DefaultEpsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Shape.Rank == 0 || gain.Shape != x.Shape.Last || bias.Shape != x.Shape.Last)
        {
            throw new ArgumentException($"A layer norm of gain {gain.Shape} and bias {bias.Shape} cannot take {x.Shape}.");
        }

        return Operation<T>.Record<LayerNormOperation<T>>(x, gain, bias).Forward(T.CreateTruncating(epsilon));
    }
}

internal sealed class LayerNormOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T> _statistics;

    public Variable<T> Forward(T epsilon)
    {
        Tensor<T> x = Input(0);
        _statistics = Tape.Arena.Rent((x.Shape.Rows, 2));
        Tensor<T> y = Tape.Arena.Rent(x.Shape);
        Kernels.LayerNorm(x.Span, Input(1).Span, Input(2).Span, epsilon, y.Span, _statistics.Span);
        return Finish(y);
    }

    protected internal override void Backward()
    {
        Span<T> dy = OutputGradient;
        ReadOnlySpan<T> x = Input(0).Span;
        if (Wants(0))
        {
            GradientTarget<T> dx = GradientOf(0);
            Kernels.LayerNormBackward(x, Input(1).Span, _statistics.Span, dy, dx.Span, dx.Accumulate);
        }

        if (Wants(1))
        {
            Kernels.AddLayerNormGainGradient(x, _statistics.Span, dy, GradientOf(1).Added());
        }

        if (Wants(2))
        {
            Kernels.AddColumnSums(dy, Input(2).Count, GradientOf(2).Added());
        }
    }
}
