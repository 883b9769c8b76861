namespace Phalanx.Learning.Settings.Binding;

/// <summary>Keeps a property of a settings record out of the settings.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotASettingAttribute : Attribute;
