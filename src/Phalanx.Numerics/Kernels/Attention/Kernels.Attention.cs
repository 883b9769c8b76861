namespace Phalanx.Numerics.Kernels;

public abstract partial class Kernels<T>
{
    /// <summary>The product of every query with every entry, head by head: <c>scores[b,h,i,j] = sum_c queries[b,i,h,c] entries[b,j,h,c]</c>.</summary>
    public abstract void HeadScores(AttentionShape shape, ReadOnlySpan<T> queries, ReadOnlySpan<T> entries, Span<T> scores);

    /// <summary>Entries combined for every query: <c>queries[b,i,h,c] (+)= sum_j weights[b,h,i,j] entries[b,j,h,c]</c>.</summary>
    public abstract void CombineEntries(
        AttentionShape shape, ReadOnlySpan<T> weights, ReadOnlySpan<T> entries, Span<T> queries, bool accumulate = false);

    /// <summary>Queries combined for every entry: <c>entries[b,j,h,c] (+)= sum_i weights[b,h,i,j] queries[b,i,h,c]</c>.</summary>
    public abstract void CombineQueries(
        AttentionShape shape, ReadOnlySpan<T> weights, ReadOnlySpan<T> queries, Span<T> entries, bool accumulate = false);

    /// <summary>
    /// Turns scores into weights, in place: the soft-max of <c>scale * score</c> over the entries that are not hidden; 0 for the hidden
    /// ones, and for all of them where nothing is visible.
    /// </summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="scale">Multiplies the scores.</param>
    /// <param name="hidden">1 where a query must not attend to an entry, else 0.</param>
    /// <param name="scores">The scores.</param>
    public abstract void MaskedWeights(AttentionShape shape, T scale, ReadOnlySpan<T> hidden, Span<T> scores);
}
