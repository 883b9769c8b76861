using System.Text;

namespace Phalanx.Analysis.Reports;

/// <summary>Names for files, ids and keys: lower case, letters, digits, points and dashes.</summary>
internal static class Slug
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var slug = new StringBuilder();
        foreach (char letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_')
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        string whole = slug.ToString().Trim('-', '.');
        return whole.Length == 0 ? "unnamed" : whole.Length <= Longest ? whole : whole[..Longest].TrimEnd('-', '.');
    }

    /// <summary>A name for each of several texts. Of texts that would have the same one, the later ones get a number.</summary>
    public static IReadOnlyDictionary<string, string> Unique(IEnumerable<string> texts)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (string text in texts.Distinct())
        {
            string name = Of(text);
            for (int number = 2; !taken.Add(name); number++)
            {
                name = $"{Of(text)}-{number}";
            }

            names.Add(text, name);
        }

        return names;
    }
}
