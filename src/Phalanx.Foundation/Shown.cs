using System.Globalization;
using System.Text;

namespace Phalanx.Foundation;

/// <summary>
/// Texts out of files, settings, names, paths and the environment, made safe to be shown. They may hold anything; a terminal obeys control characters, and
/// readers believe the order that they see. What is neither a letter, a mark, a number, a sign nor a space is shown as JSON would write it:
/// <c>\u001B</c>, <c>\u202E</c>.
/// </summary>
/// <remarks>What is shown stays as it is when it is shown again. Sentences of errors go through here when the exception is made.</remarks>
public static class Shown
{
    /// <summary>How many characters of a name are shown at most.</summary>
    public const int LongestName = 500;

    /// <summary>How many characters of a sentence are shown at most.</summary>
    public const int LongestSentence = 2000;

    private const string Ellipsis = "…";

    /// <summary>A name, path or value on one line. Of a long one the beginning and the end are shown.</summary>
    /// <param name="text">The text.</param>
    public static string Name(string text) => Line(text, LongestName);

    /// <summary>A sentence on one line, with a space where it had a new line. Of a long one the beginning and the end are shown.</summary>
    /// <param name="text">The text.</param>
    public static string Sentence(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Line(text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' '), LongestSentence);
    }

    /// <summary>Several lines, whole.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escaped(text, keepsLines: true);
    }

    // Shortened twice: so that a long text is not escaped whole, and because its escapes are longer than it is.
    private static string Line(string text, int most) => Shortened(Escaped(Shortened(text, most), keepsLines: false), most);

    /// <summary>Cuts the middle out: of a sentence the beginning says what is wrong and the end what is allowed.</summary>
    private static string Shortened(string text, int most)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= most)
        {
            return text;
        }

        int first = most / 2;
        int last = text.Length - (most - first - Ellipsis.Length);

        // A character of two halves is not cut in two.
        first -= char.IsHighSurrogate(text[first - 1]) ? 1 : 0;
        last += char.IsLowSurrogate(text[last]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, first), Ellipsis, text.AsSpan(last));
    }

    private static string Escaped(string text, bool keepsLines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int length = Rune.TryGetRuneAt(text, i, out Rune rune) ? rune.Utf16SequenceLength : 1;
            bool line = keepsLines && (text[i] == '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'));
            bool isShown = line || IsShown(Rune.GetUnicodeCategory(rune)); // half a character is a zero here
            for (int end = i + length; i < end; i++)
            {
                _ = isShown ? shown.Append(text[i]) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
        }

        return shown.ToString();
    }

    /// <summary>Whether a terminal draws it, and draws it where it stands. The runtime has its own tables, the same on every machine.</summary>
    private static bool IsShown(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
