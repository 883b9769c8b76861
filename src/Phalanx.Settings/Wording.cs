using System.Globalization;

namespace Phalanx.Settings;

/// <summary>How sentences about settings show what users wrote.</summary>
internal static class Wording
{
    private const int LongestShown = 60;

    /// <summary>A text in quotes, on one line, shortened when it is long.</summary>
    public static string Quote(string text) => text.Length > LongestShown ? $"'{OnOneLine(text[..LongestShown])}...'" : $"'{OnOneLine(text)}'";

    /// <summary>The path of a file in quotes, whole.</summary>
    public static string File(string path) => $"'{OnOneLine(path)}'";

    /// <summary>A scalar: numbers and truth values as they are, texts in quotes.</summary>
    public static string Scalar(string text) =>
        text.Length <= LongestShown && (text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? text
            : Quote(text);

    /// <summary>A number of .NET, the shortest that reads back the same.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>a, b, c</c>.</summary>
    public static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, (shown, given) =>
        {
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsControl(given[i]) ? '?' : given[i];
            }
        });
}
