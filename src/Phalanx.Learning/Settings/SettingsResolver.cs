using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>Resolves the settings of runs.</summary>
/// <param name="algorithms">What is known of an algorithm by its name. It refuses an unknown name as the user's error.</param>
/// <param name="environments">The same for environments.</param>
/// <param name="presets">The presets; by default those that come with the library.</param>
public sealed class SettingsResolver(
    Func<string, RegisteredSettings> algorithms, Func<string, RegisteredSettings> environments, PresetLibrary? presets = null)
    : SettingsResolver<RunSettings>(algorithms, environments, presets ?? BuiltInPresets.Library);
