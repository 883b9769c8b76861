namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary><c>target = f(left, right)</c>, the operands broadcast.</summary>
    internal abstract void MapPairs<TMap>(in Broadcast plan, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target)
        where TMap : struct, IPairMap;

    /// <summary>
    /// <c>target (+)= gradient * f'</c> for the operand that <typeparamref name="TTerm"/> belongs to, summed over the axes in which it was
    /// repeated.
    /// </summary>
    internal abstract void MapPairsBackward<TTerm>(
        in Broadcast plan, ReadOnlySpan<T> gradient, ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target, bool accumulate)
        where TTerm : struct, IPairTerm;
}
