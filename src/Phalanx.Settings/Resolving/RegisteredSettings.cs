namespace Phalanx.Settings;

/// <summary>What a registry knows of the settings of an algorithm or an environment.</summary>
/// <param name="Defaults">The record with its default values.</param>
/// <param name="Family">The family that it belongs to, a path such as <c>value-based/mixing</c>; empty for none, or where the name says it.</param>
/// <param name="Twin">The name of another one whose presets hold for this one too; empty for none.</param>
public readonly record struct RegisteredSettings(object Defaults, string Family = "", string Twin = "");
