namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary><c>y = (x - mean) / sqrt(variance + epsilon) * gain + bias</c>, row by row, with the variance that divides by the row's length.</summary>
    /// <param name="x">Rows as long as the gain.</param>
    /// <param name="gain">One number per column.</param>
    /// <param name="bias">One number per column.</param>
    /// <param name="epsilon">Keeps the root away from 0.</param>
    /// <param name="y">The result.</param>
    /// <param name="statistics">Mean and inverse root of every row, for the way back.</param>
    public abstract void LayerNorm(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> bias, T epsilon, Span<T> y, Span<T> statistics);

    /// <summary>The derivative by <paramref name="x"/>.</summary>
    public abstract void LayerNormBackward(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> statistics, ReadOnlySpan<T> gradient, Span<T> target, bool accumulate);

    /// <summary>Adds the derivative by the gain to <paramref name="target"/>, row after row. That by the bias is <see cref="AddColumnSums"/>.</summary>
    public abstract void AddLayerNormGainGradient(
        ReadOnlySpan<T> x, ReadOnlySpan<T> statistics, ReadOnlySpan<T> gradient, Span<T> target);
}
