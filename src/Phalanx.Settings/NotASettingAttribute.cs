namespace Phalanx.Settings;

/// <summary>Keeps a property of a settings record out of the settings.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotASettingAttribute : Attribute;
