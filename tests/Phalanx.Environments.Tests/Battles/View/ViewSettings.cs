using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>The options of a view alone.</summary>
internal sealed record ViewSettings : SmacSettings
{
    /// <summary>These settings with one more, by SMAC's name.</summary>
    public ViewSettings With(string name, JsonElement value)
    {
        PropertyInfo property = typeof(SmacSettings).GetProperty(string.Concat(name.Split('_').Select(Capital)))
            ?? throw new ArgumentException($"The option {name} is no setting.", nameof(name));
        ViewSettings copy = this with { };
        property.SetValue(copy, property.PropertyType == typeof(bool) ? value.GetBoolean() : value.GetDouble());
        return copy;
    }

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];
}
