namespace Phalanx.Settings;

/// <summary>A value or none. None is an empty text, or <c>null</c>.</summary>
internal sealed class OptionalKind(SettingKind kind) : SettingKind
{
    public override string Allowed => $"{kind.Allowed}, or empty";

    public override string TypeName => kind.TypeName;

    public override bool MayBeEmpty => true;

    public override Limits Limits => kind.Limits;

    public override IReadOnlyList<string> Names => kind.Names;

    public override Given FromText(string text) => text is "" or "null" ? new GivenNull() : kind.FromText(text);

    public override bool TryRead(Given given, out object? value)
    {
        value = null;
        return given is GivenNull || kind.TryRead(given, out value);
    }

    public override bool Allows(object? value) => value is null || kind.Allows(value);

    public override string Write(object? value) => value is null ? "null" : kind.Write(value);
}
