using System.Numerics;

namespace Phalanx.Numerics.Autodiff;

/// <summary>The loss of quantile regression.</summary>
public static class QuantileHuberOperation
{
    /// <summary>
    /// For every row <c>sum_k mean_j |level_k - [u_kj &lt;= 0]| huber(u_kj)</c> with <c>u_kj = target_j - sample_k</c> and the Huber
    /// function that bends at 1. Gradients flow to the samples alone.
    /// </summary>
    /// <param name="samples">[.., N].</param>
    /// <param name="levels">[.., N]: the quantile level of every sample.</param>
    /// <param name="targets">[.., M], M being any number but 0.</param>
    /// <returns>[..], one loss per row.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit one another.</exception>
    public static Variable<T> QuantileHuber<T>(this Variable<T> samples, Tensor<T> levels, Tensor<T> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = samples.Shape;
        if (shape.Rank == 0 || levels.Shape != shape || targets.Shape.Rank != shape.Rank
            || targets.Shape.Last == 0 || targets.Shape.Without(-1) != shape.Without(-1))
        {
            throw new ArgumentException($"A quantile loss of levels {levels.Shape} and targets {targets.Shape} cannot take samples {shape}.");
        }

        return Operation<T>.Record<QuantileHuberOperation<T>>(samples).Forward(levels, targets);
    }
}

internal sealed class QuantileHuberOperation<T> : Operation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Tensor<T> _slopes;

    public Variable<T> Forward(Tensor<T> levels, Tensor<T> targets)
    {
        Tensor<T> samples = Input(0);
        _slopes = RequiresGradient ? Tape.Arena.Rent(samples.Shape) : default;
        Tensor<T> losses = Tape.Arena.Rent(samples.Shape.Without(-1));
        Kernels.QuantileHuber(samples.Span, levels.Span, targets.Span, losses.Span, RequiresGradient ? _slopes.Span : default);
        return Finish(losses);
    }

    protected internal override void Backward()
    {
        GradientTarget<T> dz = GradientOf(0);
        Kernels.ScaleRows(_slopes.Span, OutputGradient, dz.Span, dz.Accumulate);
    }
}
