namespace Phalanx.Learning;

/// <summary>Access to rows of one size that lie one after the other in a span.</summary>
internal static class Rows
{
    /// <summary>The elements of a row, or of some rows one after the other.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="first">The first of those that are wanted.</param>
    /// <param name="count">How many of them.</param>
    public static Span<T> Of<T>(Span<T> data, int rows, int first, int count = 1)
    {
        int size = data.Length / rows;
        return data.Slice(first * size, count * size);
    }
}
