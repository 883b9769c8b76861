using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>Resolves the settings of runs.</summary>
/// <param name="algorithmDefaults">An algorithm's settings by its name. It refuses an unknown name as the user's error.</param>
/// <param name="environmentDefaults">The same for environments.</param>
/// <param name="presets">The presets; by default those that come with the library.</param>
public sealed class SettingsResolver(
    Func<string, object> algorithmDefaults, Func<string, object> environmentDefaults, PresetLibrary? presets = null)
    : SettingsResolver<RunSettings>(algorithmDefaults, environmentDefaults, presets ?? BuiltInPresets.Library);
