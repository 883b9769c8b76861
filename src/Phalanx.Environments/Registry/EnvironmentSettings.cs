using System.Diagnostics.CodeAnalysis;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments;

/// <summary>The settings <c>env.*</c> as an environment checks them.</summary>
internal static class EnvironmentSettings
{
    /// <summary>What trimming must leave of a record of settings, so that its checks hold in programs that are compiled ahead of time too.</summary>
    public const DynamicallyAccessedMemberTypes Reflected =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor;

    /// <summary>Refuses settings in which a value is not allowed by its attribute.</summary>
    public static void ThrowIfInvalid(object settings, [DynamicallyAccessedMembers(Reflected)] Type type) =>
        SettingChecks.ThrowIfInvalid(settings, type, RunNames.EnvironmentGroup);

    /// <summary>The error of a value that its attribute allows and other settings do not.</summary>
    public static UserErrorException Error(string property, object? value, string allowed) =>
        SettingChecks.Error(RunNames.EnvironmentGroup, property, value, allowed);
}
