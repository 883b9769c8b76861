namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>
    /// For every row <c>loss = sum_k mean_j |level_k - [u_kj &lt;= 0]| huber(u_kj)</c> with <c>u_kj = target_j - sample_k</c> and the Huber
    /// function that bends at 1.
    /// </summary>
    /// <param name="samples">Rows of samples.</param>
    /// <param name="levels">The quantile level of every sample.</param>
    /// <param name="targets">Rows of targets, as many rows but of any length.</param>
    /// <param name="losses">One number per row.</param>
    /// <param name="slopes">The derivative of a row's loss by every one of its samples; empty when it is not needed.</param>
    public abstract void QuantileHuber(
        ReadOnlySpan<T> samples, ReadOnlySpan<T> levels, ReadOnlySpan<T> targets, Span<T> losses, Span<T> slopes);
}
