using System.Globalization;

namespace Phalanx.Settings;

/// <summary>A whole number. <c>2e6</c> is one, <c>2.5</c> is none.</summary>
internal sealed class IntegerKind(Type type, Limits limits) : SettingKind
{
    public override string Allowed => $"a whole number{WithinType(limits).Description}";

    public override string TypeName => "integer";

    public override Limits Limits => WithinType(limits);

    public static bool Supports(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong);

    public override bool TryRead(Given given, out object? value)
    {
        value = null;
        if (given is not GivenText { Quoted: false } scalar
            || !decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number)
            || !double.IsInteger(double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture))
            || !decimal.IsInteger(number))
        {
            return false;
        }

        try
        {
            value = Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    public override bool Allows(object? value) =>
        value?.GetType() == type && limits.Contain(Convert.ToDouble(value, CultureInfo.InvariantCulture));

    public override string Write(object? value) => ((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture);

    // Without its type's limit, the sentence that refuses 3e9 would say that it is allowed. The limits of the longer types are too far away to matter.
    private Limits WithinType(Limits declared) =>
        type == typeof(ulong) ? declared with { Min = Math.Max(declared.Min, 0) }
        : type == typeof(int) && double.IsFinite(declared.Min) ? declared with { Max = Math.Min(declared.Max, int.MaxValue) }
        : declared;
}
