using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Checks settings that were not read but made: by a program, or by the arithmetic of other settings.</summary>
public static class SettingChecks
{
    /// <summary>Refuses a record of settings in which a value is not allowed.</summary>
    /// <param name="settings">The record.</param>
    /// <param name="group">The group that the record is, as in <c>env</c>; empty for a record of all settings.</param>
    /// <exception cref="UserErrorException">The sentence names the setting, its value and what is allowed.</exception>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    public static void ThrowIfInvalid(object settings, string group = "")
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (Setting setting in SettingsTree.Of(settings, group).Settings)
        {
            setting.ThrowIfDefaultIsNotAllowed();
        }
    }

    /// <summary>The error of a value that its attribute allows and other settings do not.</summary>
    /// <param name="group">The group that the setting is in.</param>
    /// <param name="property">The name of its property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What it must be, in words that follow "it must be".</param>
    public static UserErrorException Error(string group, string property, object? value, string allowed) =>
        new($"{group}.{SettingName.Of(property)} is {Given.Of(value).Shown}; it must be {allowed}");
}
