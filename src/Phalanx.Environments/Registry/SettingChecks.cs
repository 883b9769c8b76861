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
        else if (value is string text)
        {
            string[] allowed = property.GetCustomAttribute<SettingAttribute>()?.OneOf ?? [];
            if (allowed.Length > 0 && !allowed.Contains(text))
            {
                throw Error(property.Name, text, $"one of {string.Join(", ", allowed)}");
            }
        }
        else if (value is IConvertible number and not (string or bool or char))
        {
            double real = number.ToDouble(CultureInfo.InvariantCulture);
            SettingAttribute range = property.GetCustomAttribute<SettingAttribute>() ?? new SettingAttribute(property.Name);
            bool inside = real >= range.Min && real <= range.Max && real > range.Above && real < range.Below;
            if (!double.IsFinite(real) || !inside)
            {
                throw Error(property.Name, value, Allowed(range));
            }
        }
    }

    private static string Allowed(SettingAttribute range)
    {
        if (double.IsFinite(range.Min) && double.IsFinite(range.Max))
        {
            return string.Create(CultureInfo.InvariantCulture, $"from {range.Min} to {range.Max}");
        }

        List<string> bounds = [];
        Bound("at least", range.Min);
        Bound("above", range.Above);
        Bound("at most", range.Max);
        Bound("below", range.Below);
        return bounds.Count == 0 ? "a finite number" : string.Join(" and ", bounds);

        void Bound(string word, double bound)
        {
            if (double.IsFinite(bound))
            {
                bounds.Add(string.Create(CultureInfo.InvariantCulture, $"{word} {bound}"));
            }
        }
    }
}
