namespace Phalanx.Numerics.Kernels;

/// <summary>Passes over whole blocks of parameters or gradients.</summary>
public abstract partial class Kernels<T>
{
    /// <summary><c>target += source</c>.</summary>
    public abstract void Accumulate(ReadOnlySpan<T> source, Span<T> target);

    /// <summary><c>target *= factor</c>.</summary>
    public abstract void ScaleBlock(T factor, Span<T> target);

    /// <summary><c>target = (1 - rate) target + rate source</c>.</summary>
    public abstract void MoveTowards(ReadOnlySpan<T> source, T rate, Span<T> target);

    /// <summary>
    /// The sum of all squares in double precision. The additions are ordered the same way at every level, so all of them give the
    /// same bits.
    /// </summary>
    public abstract double SumOfSquares(ReadOnlySpan<T> values);

    /// <summary>Whether every number is finite: neither infinite nor not a number. One pass, as fast as the memory gives the numbers.</summary>
    public abstract bool AllFinite(ReadOnlySpan<T> values);
}
