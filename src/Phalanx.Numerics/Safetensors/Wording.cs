using System.Text;
using System.Text.Json;

namespace Phalanx.Numerics.Safetensors;

/// <summary>Helpers for messages about names that come out of a file, and may hold anything.</summary>
internal static class Wording
{
    private const int Longest = 80;

    /// <summary>The name in quotes, as a message shows it.</summary>
    public static string Quote(string name) => $"'{Shown(name)}'";

    /// <summary>The name on one line and not longer than a reader wants to see.</summary>
    public static string Shown(string name)
    {
        var text = new StringBuilder(Math.Min(name.Length, Longest) + 3);
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, Longest)))
        {
            text.Append(char.IsControl(c) ? '?' : c);
        }

        return text.Append(name.Length > Longest ? "..." : "").ToString();
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
}
