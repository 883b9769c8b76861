namespace Phalanx.Settings;

/// <summary>True or false, written so.</summary>
internal sealed class BooleanKind : SettingKind
{
    public override string Allowed => "true or false";

    public override string TypeName => "boolean";

    public override bool TryRead(Given given, out object? value)
    {
        value = given is GivenText { Quoted: false, Text: "true" };
        return given is GivenText { Quoted: false, Text: "true" or "false" };
    }

    public override bool Allows(object? value) => value is bool;

    public override string Write(object? value) => (bool)value! ? "true" : "false";
}
