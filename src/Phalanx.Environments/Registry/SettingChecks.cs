using System.Globalization;
using System.Reflection;
using Phalanx.Foundation;

namespace Phalanx.Environments;

/// <summary>Holds an environment's settings against what their attributes allow.</summary>
internal static class SettingChecks
{
    /// <summary>Refuses settings of which one has a value that is not allowed.</summary>
    public static void ThrowIfInvalid(object settings)
    {
        foreach (PropertyInfo property in settings.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0)
            {
                Check(property, property.GetValue(settings));
            }
        }
    }

    /// <summary>The error of a setting that has a wrong value.</summary>
    public static UserErrorException Error(string property, object? value, string allowed) =>
        new(string.Create(CultureInfo.InvariantCulture, $"env.{SettingName.Of(property)} is {value ?? "empty"}; it must be {allowed}"));

    private static void Check(PropertyInfo property, object? value)
    {
        if (value is Enum)
        {
            if (!Enum.IsDefined(value.GetType(), value))
            {
                throw Error(property.Name, value, $"one of {string.Join(", ", Enum.GetNames(value.GetType()).Select(SettingName.Of))}");
            }
        }
        else if (value is IConvertible number and not (string or bool or char))
        {
            double real = number.ToDouble(CultureInfo.InvariantCulture);
            SettingAttribute range = property.GetCustomAttribute<SettingAttribute>() ?? new SettingAttribute(property.Name);
            if (!double.IsFinite(real) || real < range.Min || real > range.Max)
            {
                throw Error(property.Name, value, Allowed(range));
            }
        }
    }

    private static string Allowed(SettingAttribute range) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double.IsFinite(range.Min), double.IsFinite(range.Max)) switch
        {
            (true, true) => $"from {range.Min} to {range.Max}",
            (true, false) => $"at least {range.Min}",
            (false, true) => $"at most {range.Max}",
            _ => "a finite number",
        }}");
}
