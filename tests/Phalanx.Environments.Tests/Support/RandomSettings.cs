using System.Reflection;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Tests;

/// <summary>Settings drawn from the values that each may have, small numbers rather than large ones.</summary>
internal static class RandomSettings
{
    private const int Spread = 6;

    /// <summary>Settings like some others, with everything drawn anew but texts.</summary>
    public static object Like(object settings, ref RandomStream stream)
    {
        // The copy constructor of a record.
        object drawn = settings.GetType().GetMethod("<Clone>$")!.Invoke(settings, null)!;
        foreach (PropertyInfo property in settings.GetType().GetProperties().Where(property => property.PropertyType != typeof(string)))
        {
            property.SetValue(drawn, ValueOf(property, ref stream));
        }

        return drawn;
    }

    private static object? ValueOf(PropertyInfo property, ref RandomStream stream)
    {
        SettingAttribute range = property.GetCustomAttribute<SettingAttribute>()!;
        Type? optional = Nullable.GetUnderlyingType(property.PropertyType);
        Type type = optional ?? property.PropertyType;
        if (optional is not null && stream.NextInt(2) == 0)
        {
            return null;
        }

        if (type.IsEnum)
        {
            Array members = Enum.GetValues(type);
            return members.GetValue(stream.NextInt(members.Length));
        }

        if (type == typeof(bool))
        {
            return stream.NextInt(2) == 0;
        }

        if (type != typeof(double))
        {
            double least = double.IsFinite(range.Min) ? range.Min : 0;
            double most = Math.Min(range.Max, least + Spread);
            return Convert.ChangeType(least + stream.NextInt((int)(most - least) + 1), type, provider: null);
        }

        double low = Math.Max(Math.Max(range.Min, range.Above), -Spread);
        double high = Math.Min(Math.Min(range.Max, range.Below), Math.Max(low, 0) + 1);

        // Neither of the two bounds, which may be excluded.
        return low + ((high - low) * (stream.NextInt(1000) + 0.5) / 1000);
    }
}
