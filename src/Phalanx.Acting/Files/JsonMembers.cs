using System.Globalization;

namespace Phalanx.Acting;

/// <summary>The members of a JSON object, each to be asked for by its name. A missing one is refused, and at the end one that was not asked for.</summary>
internal sealed class JsonMembers
{
    private readonly Dictionary<string, JsonPart> _members = new Dictionary<string, JsonPart>(StringComparer.Ordinal);
    private readonly List<string> _left;
    private readonly string _where;

    /// <param name="part">The object.</param>
    /// <param name="where">What it is, for messages: "the description".</param>
    /// <exception cref="PolicyFormatException">It is no object.</exception>
    public JsonMembers(JsonPart part, string where)
    {
        if (part.Kind != JsonKind.Object)
        {
            throw new PolicyFormatException($"The {where} is {part.Description}; it must be an object.");
        }

        _where = where;
        _left = new List<string>(part.Names);
        for (int i = 0; i < part.Names.Count; i++)
        {
            _members.Add(part.Names[i], part.Items[i]);
        }
    }

    /// <summary>Whether there is a member of that name.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>The member of a name.</summary>
    public JsonPart this[string name]
    {
        get
        {
            _left.Remove(name);
            return _members.TryGetValue(name, out JsonPart? part) ? part : throw new PolicyFormatException($"The {_where} has no '{name}'.");
        }
    }

    public string Text(string name) => Of(name, JsonKind.Text).Text;

    public List<JsonPart> Array(string name) => Of(name, JsonKind.Array).Items;

    public int Integer(string name)
    {
        long value = Long(name);
        return value >= int.MinValue && value <= int.MaxValue ? (int)value : throw Wrong(name, "is beyond all limits");
    }

    public long Long(string name) => Long(Of(name, JsonKind.Number), $"'{name}' of the {_where}");

    /// <summary>Which of some words a text is.</summary>
    public int Choice(string name, string[] words)
    {
        string text = Text(name);
        int index = System.Array.IndexOf(words, text);
        return index >= 0 ? index : throw Wrong(name, $"is '{PolicyText.Shown(text)}'; it must be one of {string.Join(", ", words)}");
    }

    public float[] Singles(string name)
    {
        List<JsonPart> items = Array(name);
        float[] values = new float[items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (items[i].Kind != JsonKind.Number || !float.TryParse(items[i].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw Wrong(name, $"holds {items[i].Description} that is no number of single precision");
            }
        }

        return values;
    }

    public static long Long(JsonPart part, string what) =>
        part.Kind == JsonKind.Number && long.TryParse(part.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new PolicyFormatException($"The {what} is no integer.");

    /// <summary>Refuses members that were not asked for.</summary>
    /// <exception cref="PolicyFormatException">There is one.</exception>
    public void ThrowIfMore()
    {
        if (_left.Count > 0)
        {
            throw new PolicyFormatException($"The {_where} has an unknown '{PolicyText.Shown(_left[0])}'.");
        }
    }

    private JsonPart Of(string name, JsonKind kind)
    {
        JsonPart part = this[name];
        return part.Kind == kind ? part : throw Wrong(name, $"is {part.Description}; it must be {new JsonPart(kind, "a word").Description}");
    }

    private PolicyFormatException Wrong(string name, string how) => new PolicyFormatException($"The '{name}' of the {_where} {how}.");
}
