using System.Globalization;

namespace Phalanx.Settings;

/// <summary>A finite number in double precision. A ratio of two numbers, as in <c>1/8</c>, is one too.</summary>
internal sealed class NumberKind(Limits limits) : SettingKind
{
    public override string Allowed => $"a finite number{limits.Description}";

    public override string TypeName => "number";

    public override Limits Limits => limits;

    public override bool TryRead(Given given, out object? value)
    {
        double number = double.NaN;
        bool read = given is GivenText { Quoted: false } scalar && TryParse(scalar.Text, out number) && double.IsFinite(number);
        value = number;
        return read;
    }

    public override bool Allows(object? value) => value is double number && double.IsFinite(number) && limits.Contain(number);

    // With a point before the exponent, without which some readers of YAML take the number for a text.
    public override string Write(object? value)
    {
        string shortest = Wording.Number((double)value!);
        int exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
        {
            return shortest;
        }

        string mantissa = shortest[..exponent];
        return $"{mantissa}{(mantissa.Contains('.', StringComparison.Ordinal) ? "" : ".0")}e{shortest[(exponent + 1)..]}";
    }

    private static bool TryParse(string text, out double number)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        }

        bool read = double.TryParse(text.AsSpan(0, slash), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            & double.TryParse(text.AsSpan(slash + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double divisor);
        number /= divisor;
        return read;
    }
}
