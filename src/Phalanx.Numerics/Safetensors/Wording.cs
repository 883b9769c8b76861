using System.Text;
using System.Text.Json;

namespace Phalanx.Numerics.Safetensors;

/// <summary>Helpers for messages about names that come out of a file, and may hold anything.</summary>
internal static class Wording
{
    private const int Longest = 80;

    /// <summary>The name in quotes, on one line and not longer than a reader wants to see.</summary>
    public static string Quote(string name)
    {
        var text = new StringBuilder(Math.Min(name.Length, Longest) + 5).Append('\'');
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, Longest)))
        {
            text.Append(char.IsControl(c) ? '?' : c);
        }

        return text.Append(name.Length > Longest ? "...'" : "'").ToString();
    }

    /// <summary>What a JSON value is, with its article.</summary>
    public static string Describe(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        _ => "null",
    };

    /// <summary>The candidate with the fewest single-letter edits to the wanted name; null when there is none.</summary>
    public static string? Nearest(string wanted, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => Distance(Head(wanted), Head(candidate)));

    // A name read from a file may be megabytes long, and the distance costs the product of both lengths.
    private static ReadOnlySpan<char> Head(string name) => name.AsSpan(0, Math.Min(name.Length, 2 * Longest));

    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        // Levenshtein, one row at a time: row[j] is the distance of the first i letters of a to the first j of b.
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
