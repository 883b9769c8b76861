namespace Phalanx.Acting;

/// <summary>The kinds of values that JSON has.</summary>
internal enum JsonKind
{
    Object,
    Array,
    Text,
    Number,

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    Word,
}

/// <summary>A value of a JSON text, with what is in it.</summary>
internal sealed class JsonPart
{
    public JsonPart(JsonKind kind, string text) => (Kind, Text) = (kind, text);

    public JsonKind Kind { get; }

    /// <summary>A text without its escapes, or a number or word as it stands; empty for objects and arrays.</summary>
    public string Text { get; }

    /// <summary>The values of an array, or of the members of an object, in order.</summary>
    public List<JsonPart> Items { get; } = new List<JsonPart>(0);

    /// <summary>The names of the members of an object, in order, all different.</summary>
    public List<string> Names { get; } = new List<string>(0);

    /// <summary>What it is, for messages.</summary>
    public string Description => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.Array => "an array",
        JsonKind.Text => "a text",
        JsonKind.Number => "a number",
        _ => Text,
    };
}
