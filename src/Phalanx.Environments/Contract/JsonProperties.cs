using System.Text.Json;

namespace Phalanx.Environments;

/// <summary>Reads properties of a JSON object that others wrote. What is missing or wrong is a <see cref="FormatException"/> that names it.</summary>
internal static class JsonProperties
{
    /// <summary>Whether a property is there and is not null.</summary>
    /// <exception cref="FormatException">The object has a name that is no text.</exception>
    public static bool Has(JsonElement parent, string name) => Find(parent, name) is { ValueKind: not JsonValueKind.Null };

    /// <summary>An object.</summary>
    /// <exception cref="FormatException">It is missing or none.</exception>
    public static JsonElement Object(JsonElement parent, string name) => Property(parent, name, JsonValueKind.Object, "an object");

    /// <summary>A text.</summary>
    /// <exception cref="FormatException">It is missing or none.</exception>
    public static string Text(JsonElement parent, string name) => TextOf(Property(parent, name, JsonValueKind.String, "a text"), name);

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">It is missing, none, or out of its limits.</exception>
    public static int Number(JsonElement parent, string name, int least, int most)
    {
        JsonElement value = Property(parent, name, JsonValueKind.Number, "a whole number");
        return value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw new FormatException($"'{name}' is {value.GetRawText()}; it must be a whole number from {least} to {most}");
    }

    /// <summary>True or false; false where it is missing.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static bool Flag(JsonElement parent, string name) => Has(parent, name) && (Find(parent, name)!.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' must be true or false"),
    });

    /// <summary>A list of texts.</summary>
    /// <exception cref="FormatException">It is missing or none.</exception>
    public static string[] Texts(JsonElement parent, string name) =>
        [.. Property(parent, name, JsonValueKind.Array, "a list").EnumerateArray().Select(each => each.ValueKind == JsonValueKind.String
            ? TextOf(each, name)
            : throw new FormatException($"'{name}' must be a list of texts"))];

    /// <summary>A list of numbers.</summary>
    /// <exception cref="FormatException">It is missing or none.</exception>
    public static float[] Numbers(JsonElement parent, string name) =>
        [.. Property(parent, name, JsonValueKind.Array, "a list").EnumerateArray().Select(each => each.ValueKind == JsonValueKind.Number && each.TryGetSingle(out float value)
            ? value
            : throw new FormatException($"'{name}' must be a list of numbers"))];

    private static JsonElement Property(JsonElement parent, string name, JsonValueKind kind, string words) =>
        Find(parent, name) is { } value && value.ValueKind == kind ? value : throw new FormatException($"'{name}' must be there and be {words}");

    // That a text is no Unicode is found when it is read, and names are texts.
    private static JsonElement? Find(JsonElement parent, string name)
    {
        try
        {
            return parent.TryGetProperty(name, out JsonElement value) ? value : null;
        }
        catch (InvalidOperationException failure)
        {
            throw new FormatException("it has a name that is no Unicode", failure);
        }
    }

    private static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new FormatException($"'{name}' is no Unicode", failure);
        }
    }
}
