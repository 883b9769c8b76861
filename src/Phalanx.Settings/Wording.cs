using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>How sentences show what users wrote.</summary>
public static class Wording
{
    private const int LongestShown = 60;

    /// <summary>A text in quotes, on one line, shortened when it is long.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text) => text.Length > LongestShown ? $"'{OnOneLine(text[..LongestShown])}...'" : $"'{OnOneLine(text)}'";

    /// <summary>The path of a file in quotes, whole.</summary>
    /// <param name="path">The path.</param>
    public static string File(string path) => $"'{OnOneLine(path)}'";

    /// <summary>A scalar: numbers and truth values as they are, texts in quotes.</summary>
    /// <param name="text">As it is written.</param>
    public static string Scalar(string text) =>
        text.Length <= LongestShown && (text is "true" or "false" || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            ? text
            : Quote(text);

    /// <summary>A number of .NET, the shortest that reads back the same.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary><c>a, b, c</c>.</summary>
    /// <param name="names">The names.</param>
    public static string Listed(IEnumerable<string> names) => string.Join(", ", names);

    /// <summary>The sentence that refuses a name which is none of those that are allowed, with the nearest of them.</summary>
    /// <param name="kind">What is named, for example <c>key</c>.</param>
    /// <param name="name">The name.</param>
    /// <param name="where">Where it stands, as it follows the name, or nothing.</param>
    /// <param name="allowed">The names that would have been right.</param>
    public static string Unknown(string kind, string name, string where, IReadOnlyCollection<string> allowed) =>
        $"unknown {kind} {Quote(name)}{where}{NearestName.Advice(name, allowed, otherwise: $"; there are {Listed(allowed)}")}";

    private static string OnOneLine(string text) =>
        string.Create(text.Length, text, (shown, given) =>
        {
            for (int i = 0; i < shown.Length; i++)
            {
                shown[i] = char.IsControl(given[i]) ? '?' : given[i];
            }
        });
}
