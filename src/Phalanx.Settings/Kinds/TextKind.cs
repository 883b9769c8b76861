using System.Globalization;
using System.Text;

namespace Phalanx.Settings;

/// <summary>A text, perhaps one of several.</summary>
internal sealed class TextKind(IReadOnlyList<string> oneOf) : SettingKind
{
    public override string Allowed => oneOf.Count > 0 ? $"one of {Wording.Listed(oneOf)}" : "a text";

    public override string TypeName => "text";

    public override IReadOnlyList<string> Names => oneOf;

    public override bool TryRead(Given given, out object? value)
    {
        value = (given as GivenText)?.Text;
        return value is not null;
    }

    public override bool Allows(object? value) => value is string text && (oneOf.Count == 0 || oneOf.Contains(text));

    public override string Write(object? value)
    {
        string text = (string)value!;
        return NeedsNoQuotes(text) ? text : Quoted(text);
    }

    /// <summary>
    /// Whether YAML reads a text without quotes as just that text: it has no YAML syntax and is no number, no boolean and not null.
    /// </summary>
    private static bool NeedsNoQuotes(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/')
        && text.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N");

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
