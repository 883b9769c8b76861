namespace Phalanx.Settings;

/// <summary>One value of a preset.</summary>
/// <param name="Path">The setting.</param>
/// <param name="Given">The value.</param>
/// <param name="Source">The paper or repository that it is from.</param>
internal sealed record PresetValue(string Path, Given Given, string Source);
