namespace Phalanx.Settings;

/// <summary>A value of a setting in a document that is no file of settings.</summary>
/// <param name="Path">The setting, <c>group.rate</c>.</param>
/// <param name="Value">The value, which tells its place.</param>
/// <param name="Source">The paper or repository that the value is from; empty for none.</param>
public sealed record PlacedSetting(string Path, DocumentNode Value, string Source = "");
