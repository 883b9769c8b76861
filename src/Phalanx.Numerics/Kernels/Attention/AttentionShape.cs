namespace Phalanx.Numerics.Kernels;

/// <summary>
/// The sizes of multi-head attention. Queries are [batch, queries, heads * width], entries (keys and values) [batch, entries,
/// heads * width], weights [batch, heads, queries, entries]: heads are slices of the last axis and never copied apart.
/// </summary>
/// <remarks>More elements than an <see cref="int"/> can count are an <see cref="OverflowException"/>, which every kernel runs into.</remarks>
/// <param name="Batch">Number of independent attention problems.</param>
/// <param name="Queries">Number of queries of each.</param>
/// <param name="Entries">Number of entries of each.</param>
/// <param name="Heads">Number of heads.</param>
/// <param name="Width">Width of one head.</param>
public readonly record struct AttentionShape(int Batch, int Queries, int Entries, int Heads, int Width)
{
    /// <summary>Width of all heads.</summary>
    public int Features => checked(Heads * Width);

    /// <summary>Elements of the queries, and of the result.</summary>
    public int QueryCount => checked(Batch * Queries * Features);

    /// <summary>Elements of the keys, and of the values.</summary>
    public int EntryCount => checked(Batch * Entries * Features);

    /// <summary>Elements of the weights.</summary>
    public int WeightCount => checked(Batch * Heads * Queries * Entries);

    /// <summary>Elements of a mask [batch, queries, entries], the same for every head.</summary>
    public int MaskCount => checked(Batch * Queries * Entries);
}
