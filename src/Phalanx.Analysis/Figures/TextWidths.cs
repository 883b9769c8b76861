using OxyPlot;

namespace Phalanx.Analysis.Figures;

/// <summary>
/// How much room a text takes, by a table of widths and without any font: so a figure has the same bytes on every machine. The widths are
/// a little wide, since a viewer may take another font.
/// </summary>
internal static class TextWidths
{
    private const string More = "…";
    private const double Narrow = 0.38;
    private const double Capital = 0.72;
    private const double Wide = 0.95;
    private const double Other = 0.62;
    private const double Bold = 1.1;
    private const double LineHeight = 1.2;

    public static OxySize Measure(string? text, double fontSize, double fontWeight)
    {
        if (string.IsNullOrEmpty(text))
        {
            return OxySize.Empty;
        }

        string[] lines = text.Split('\n');
        double widest = lines.Max(line => line.Sum(WidthOf));
        return new OxySize(widest * fontSize * (fontWeight > 500 ? Bold : 1), lines.Length * LineHeight * fontSize);
    }

    /// <summary>A text of one line, cut off where there is no room for all of it.</summary>
    public static string Shorten(string text, double fontSize, double room)
    {
        int kept = text.Length;
        while (kept > 0 && Measure(kept == text.Length ? text : text[..kept] + More, fontSize, 400).Width > room)
        {
            kept--;
        }

        return kept == text.Length ? text : text[..kept].TrimEnd() + More;
    }

    /// <summary>A text that has room, cut in its middle: names of arms begin alike and end in what tells them apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fontSize">The size of its letters.</param>
    /// <param name="room">The room.</param>
    public static string ShortenMiddle(string text, double fontSize, double room)
    {
        string shown = text;
        for (int kept = text.Length - 1; kept > 0 && Measure(shown, fontSize, 400).Width > room; kept--)
        {
            int head = kept / 3;
            shown = text[..head].TrimEnd() + More + text[^(kept - head)..].TrimStart();
        }

        return shown;
    }

    private static double WidthOf(char letter) => letter switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or '-' or '/' => Narrow,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '<' or '>' or '=' or '+' or '#' or '&' => Wide,
        _ when char.IsUpper(letter) => Capital,
        _ => Other,
    };
}
