using System.Text;

namespace Phalanx.Analysis.Tests.Experiments;

/// <summary>
/// Finds the words of a paper in its text. Marks of the text's format and ends of lines do not count; where a quotation leaves words or mathematics out,
/// it has <c>...</c>, and what follows stands near.
/// </summary>
internal static class Quotation
{
    private const int FarthestPiece = 400;

    /// <summary>Where a quotation begins and ends in a text; null where it does not stand there.</summary>
    public static (int Start, int End)? Find(string text, string quotation)
    {
        (string plain, List<int> places) = Plain(text);
        string[] pieces = [.. quotation.Split("...", StringSplitOptions.RemoveEmptyEntries).Select(piece => Plain(piece).Text.Trim())];
        for (int first = plain.IndexOf(pieces[0], StringComparison.Ordinal); first >= 0; first = plain.IndexOf(pieces[0], first + 1, StringComparison.Ordinal))
        {
            int end = first + pieces[0].Length;
            foreach (string piece in pieces.Skip(1))
            {
                int next = end < 0 ? -1 : plain.IndexOf(piece, end, StringComparison.Ordinal);
                end = next < 0 || next > end + FarthestPiece ? -1 : next + piece.Length;
            }

            if (end >= 0)
            {
                return (places[first], places[end - 1] + 1);
            }
        }

        return null;
    }

    /// <summary>The text without its format, and the place of each letter. A word that is divided at the end of a line is one word.</summary>
    private static (string Text, List<int> Places) Plain(string text)
    {
        StringBuilder plain = new();
        List<int> places = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '*' or '$' or '\\')
            {
                continue;
            }

            if (text[i] == '-' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
                continue;
            }

            bool space = char.IsWhiteSpace(text[i]);
            if (!space || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(space ? ' ' : text[i]);
                places.Add(i);
            }
        }

        return (plain.ToString(), places);
    }
}
