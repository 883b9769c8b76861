using System.Globalization;
using System.Numerics;

namespace Phalanx.Learning.Faults;

/// <summary>How many of some numbers are no finite numbers, by their kinds.</summary>
/// <param name="NaN">Those that are not a number.</param>
/// <param name="PositiveInfinities">Those that are +infinity.</param>
/// <param name="NegativeInfinities">Those that are -infinity.</param>
/// <param name="Of">How many numbers there are in all.</param>
public readonly record struct NonFinite(int NaN, int PositiveInfinities, int NegativeInfinities, int Of)
{
    /// <summary>Whether there is one.</summary>
    public bool Any => NaN + PositiveInfinities + NegativeInfinities > 0;

    /// <summary>Counts them one by one, once a faster look has found that there are some.</summary>
    public static NonFinite Count<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int nan, int positive, int negative) = (0, 0, 0);
        foreach (T value in values)
        {
            nan += T.IsNaN(value) ? 1 : 0;
            positive += T.IsPositiveInfinity(value) ? 1 : 0;
            negative += T.IsNegativeInfinity(value) ? 1 : 0;
        }

        return new NonFinite(nan, positive, negative, values.Length);
    }

    /// <summary>The same of a single number.</summary>
    public static NonFinite Count(double value) => Count(new ReadOnlySpan<double>(in value));

    /// <summary>What follows the name of the numbers in a sentence: <c>is NaN</c>, or <c>has 2 NaN and 1 +infinity among 64 numbers</c>.</summary>
    public override string ToString()
    {
        if (Of == 1)
        {
            return $"is {(NaN > 0 ? "NaN" : PositiveInfinities > 0 ? "+infinity" : "-infinity")}";
        }

        string[] parts = [.. Parts((NaN, "NaN"), (PositiveInfinities, "+infinity"), (NegativeInfinities, "-infinity"))];
        string found = parts.Length > 1 ? $"{string.Join(", ", parts[..^1])} and {parts[^1]}" : parts is [string only] ? only : "none that is not finite";
        return string.Create(CultureInfo.InvariantCulture, $"has {found} among {Of} numbers");
    }

    private static IEnumerable<string> Parts(params (int Count, string Kind)[] kinds) =>
        kinds.Where(kind => kind.Count > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count} {kind.Kind}"));
}
