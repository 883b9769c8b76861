namespace Phalanx.Settings;

/// <summary>A member of an enumeration, by its name in snake_case.</summary>
internal sealed class EnumKind : SettingKind
{
    private readonly Dictionary<string, object> _members;

    public EnumKind(Type type)
    {
        _members = Enum.GetNames(type).ToDictionary(SettingName.Of, name => Enum.Parse(type, name));
        Names = [.. _members.Keys];
    }

    public override string Allowed => $"one of {Wording.Listed(Names)}";

    public override string TypeName => "text";

    public override IReadOnlyList<string> Names { get; }

    public override bool TryRead(Given given, out object? value)
    {
        value = null;
        return given is GivenText name && _members.TryGetValue(name.Text, out value);
    }

    public override bool Allows(object? value) => value is not null && _members.ContainsValue(value);

    public override string Write(object? value) => SettingName.Of(value!.ToString()!);
}
