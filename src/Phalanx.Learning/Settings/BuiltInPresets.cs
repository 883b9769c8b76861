using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The presets that come with this library.</summary>
public static class BuiltInPresets
{
    private static readonly Lazy<PresetLibrary> Embedded = new(() => new PresetLibrary(Preset.EmbeddedIn(typeof(BuiltInPresets).Assembly)));

    /// <summary>All of them.</summary>
    public static PresetLibrary Library => Embedded.Value;
}
