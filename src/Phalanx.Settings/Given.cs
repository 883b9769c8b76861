using System.Globalization;

namespace Phalanx.Settings;

/// <summary>A value as it was given, before it is known which setting it is for.</summary>
internal abstract record Given
{
    /// <summary>Where it stands: <c>'run.yaml', line 4</c>. Empty when it does not stand in a file.</summary>
    public string Place { get; init; } = "";

    /// <summary>The place as it follows a value in a sentence.</summary>
    public string Where => Place.Length > 0 ? $" in {Place}" : "";

    /// <summary>How a sentence shows it.</summary>
    public abstract string Shown { get; }

    /// <summary>A value of .NET.</summary>
    public static Given Of(object? value) => value switch
    {
        null => new GivenNull(),
        string text => new GivenText(text, Quoted: true),
        bool truth => new GivenText(truth ? "true" : "false"),
        Enum name => new GivenText(SettingName.Of(name.ToString())),
        IFormattable number => new GivenText(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => new GivenText(value.ToString() ?? "", Quoted: true),
    };
}

/// <summary>No value, as in <c>key:</c> or <c>key: null</c>.</summary>
internal sealed record GivenNull : Given
{
    public override string Shown => "empty";
}

/// <summary>A scalar.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Quoted">Whether it can only be a text, because it stood in quotes in a file.</param>
internal sealed record GivenText(string Text, bool Quoted = false) : Given
{
    public override string Shown => Quoted ? $"the text {Wording.Quote(Text)}" : Wording.Scalar(Text);
}

/// <summary>A list.</summary>
internal sealed record GivenList(IReadOnlyList<Given> Items) : Given
{
    public override string Shown => "a list";
}

/// <summary>A group of named values, in the order of the file. No name occurs twice.</summary>
internal sealed record GivenGroup(IReadOnlyList<KeyValuePair<string, Given>> Members) : Given
{
    public override string Shown => "a group of names and values";

    /// <summary>The member of a name, or null.</summary>
    public Given? this[string name] => Members.FirstOrDefault(member => member.Key == name).Value;
}
