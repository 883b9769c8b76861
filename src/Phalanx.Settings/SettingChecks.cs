using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Checks settings that were not read but made: by a program, or by the arithmetic of other settings.</summary>
public static class SettingChecks
{
    /// <summary>Refuses the settings of a run in which a value is not allowed, or in which values do not go together.</summary>
    /// <param name="run">The record of all settings.</param>
    /// <typeparam name="TRun">Its type.</typeparam>
    /// <exception cref="UserErrorException">The sentence names the setting, its value and what is allowed.</exception>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static void ThrowIfInvalid<TRun>(TRun run)
        where TRun : class, IRunSettings<TRun>
    {
        ArgumentNullException.ThrowIfNull(run);
        ThrowIfInvalid(run, group: "");
        run.ThrowIfInconsistent();
    }

    /// <summary>Refuses a group of settings in which a value is not allowed.</summary>
    /// <param name="settings">The record that the group is.</param>
    /// <param name="group">The path of the group, as in <c>env</c>.</param>
    /// <exception cref="UserErrorException">The sentence names the setting, its value and what is allowed.</exception>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    [RequiresUnreferencedCode(SettingsTree.NotTrimmed)]
    public static void ThrowIfInvalid(object settings, string group)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ThrowIfInvalid(SettingsTree.Of(settings, group));
    }

    /// <summary>Refuses a group of settings in which a value is not allowed, also in a trimmed program.</summary>
    /// <param name="settings">The record that the group is.</param>
    /// <param name="type">The type of the record, named where the program is compiled, so that trimming leaves its properties.</param>
    /// <param name="group">The path of the group, as in <c>env</c>.</param>
    /// <exception cref="UserErrorException">The sentence names the setting, its value and what is allowed.</exception>
    /// <exception cref="ArgumentException">The record has a property that cannot be a setting.</exception>
    public static void ThrowIfInvalid(object settings, [DynamicallyAccessedMembers(SettingsTree.Reflected)] Type type, string group)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ThrowIfInvalid(SettingsTree.Of(settings, type, group));
    }

    /// <summary>The error of a value that its attribute allows and other settings do not.</summary>
    /// <param name="group">The group that the setting is in.</param>
    /// <param name="property">The name of its property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What it must be, in words that follow "it must be".</param>
    public static UserErrorException Error(string group, string property, object? value, string allowed) =>
        new($"{group}.{SettingName.Of(property)} is {Given.Of(value).Shown}; it must be {allowed}");

    private static void ThrowIfInvalid(SettingsTree tree)
    {
        foreach (Setting setting in tree.Settings)
        {
            setting.ThrowIfDefaultIsNotAllowed();
        }
    }
}
