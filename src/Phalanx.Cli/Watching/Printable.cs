using System.Globalization;

namespace Phalanx.Cli.Watching;

/// <summary>Texts out of the files of a run, which may be anything, made safe for a terminal.</summary>
internal static class Printable
{
    /// <summary>The text on one line, with a question mark for every character that a terminal would obey instead of showing it.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (shown, text) =>
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool obeyed = char.IsControl(text[i])
                || char.GetUnicodeCategory(text[i]) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            shown[i] = obeyed ? '?' : text[i];
        }
    });
}
