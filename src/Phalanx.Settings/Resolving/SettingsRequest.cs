namespace Phalanx.Settings;

/// <summary>What is asked for when a run starts: names, and the settings that differ from their defaults.</summary>
public record SettingsRequest
{
    /// <summary>The algorithm. Null when <see cref="ConfigFile"/> names it.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The environment. Null when <see cref="ConfigFile"/> names it.</summary>
    public string? Environment { get; init; }

    /// <summary>
    /// Whether the environment's own settings are left out, those that the file has included. The environment need not be known then, and presets for it are not
    /// asked; it is only named.
    /// </summary>
    public bool LeavesEnvironmentOut { get; init; }

    /// <summary>The name of a preset, <c>--preset</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>A YAML file of settings, <c>--config</c>.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Values that stand in a document of another kind, each with its place; stronger than <see cref="ConfigFile"/>. Of several to one path the last counts.</summary>
    public IReadOnlyList<PlacedSetting> Placed { get; init; } = [];

    /// <summary>Assignments as texts, <c>--set path=value</c>. Of several to one path the last counts.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Values of .NET by the path of their setting. A text in <see cref="Set"/> is stronger.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>What was asked for by options of the command line that stand for one setting each. They are stronger than all else.</summary>
    public virtual IEnumerable<SettingOption> Options => [];
}

/// <summary>An option of the command line that stands for one setting.</summary>
/// <param name="Path">The setting, <c>group.seed</c>.</param>
/// <param name="Option">The option, <c>--seed</c>.</param>
/// <param name="Value">The value; null where the option was not given.</param>
public readonly record struct SettingOption(string Path, string Option, object? Value);
