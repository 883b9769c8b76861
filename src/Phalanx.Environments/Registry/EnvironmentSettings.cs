using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>The settings <c>env.*</c> as an environment checks them.</summary>
internal static class EnvironmentSettings
{
    /// <summary>Refuses settings in which a value is not allowed by its attribute.</summary>
    public static void ThrowIfInvalid(object settings) => SettingChecks.ThrowIfInvalid(settings, RunNames.EnvironmentGroup);

    /// <summary>The error of a value that its attribute allows and other settings do not.</summary>
    public static UserErrorException Error(string property, object? value, string allowed) =>
        SettingChecks.Error(RunNames.EnvironmentGroup, property, value, allowed);
}
