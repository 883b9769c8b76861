using System.Reflection;

namespace Phalanx.Settings;

/// <summary>
/// Values for certain algorithms, certain environments, or both, each with the source that it is from. A preset without a name always
/// holds; one with a name holds when it is asked for. The format is described in <c>docs/presets.md</c>.
/// </summary>
public sealed class Preset
{
    private const string ResourceFolder = "presets/";

    internal Preset(string file, string? name, PresetScope algorithms, PresetScope environments, IReadOnlyList<PresetValue> values) =>
        (File, Name, Algorithms, Environments, Values) = (file, name, algorithms, environments, values);

    /// <summary>What it was read from.</summary>
    public string File { get; }

    /// <summary>The name to ask for it by, or null.</summary>
    public string? Name { get; }

    /// <summary>The layer that its values belong to.</summary>
    public SettingLayer Layer =>
        Name is not null ? SettingLayer.NamedPreset
        : (Algorithms.IsLimited, Environments.IsLimited) switch
        {
            (true, true) => SettingLayer.PairPreset,
            (true, false) => SettingLayer.AlgorithmPreset,
            _ => SettingLayer.EnvironmentPreset,
        };

    /// <summary>The algorithms that it is for.</summary>
    public PresetScope Algorithms { get; }

    /// <summary>The environments that it is for.</summary>
    public PresetScope Environments { get; }

    /// <summary>The paths of the settings that it has values for.</summary>
    public IEnumerable<string> Paths => Values.Select(value => value.Path);

    internal IReadOnlyList<PresetValue> Values { get; }

    /// <summary>A preset from its YAML.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">What sentences and origins call it.</param>
    /// <exception cref="Foundation.UserErrorException">The text is not a preset; the sentence says where and why.</exception>
    public static Preset Parse(string yaml, string file)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(file);
        return PresetReader.Read(yaml, file);
    }

    /// <summary>The presets that an assembly carries: its embedded resources whose names begin with <c>presets/</c>.</summary>
    /// <param name="assembly">The assembly.</param>
    public static IReadOnlyList<Preset> EmbeddedIn(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Parse(TextFile.Read(assembly, name), name.Replace('\\', '/')))];
    }

    /// <inheritdoc/>
    public override string ToString() => File;

    /// <summary>Whether it is for an algorithm on an environment, when its name is asked for if it has one.</summary>
    /// <param name="algorithm">The algorithm, or null.</param>
    /// <param name="environment">The environment, or null.</param>
    public bool Includes(PresetSubject? algorithm, PresetSubject? environment) => Algorithms.Includes(algorithm) && Environments.Includes(environment);

    /// <summary>Its strength among the presets that include a pair; see <see cref="SettingLayer"/>. The closer description wins.</summary>
    internal (bool Named, bool OfAlgorithm, bool OfEnvironment, int ToEnvironment, int ToAlgorithm) Strength(
        PresetSubject? algorithm, PresetSubject? environment) =>
        (Name is not null, Algorithms.IsLimited, Environments.IsLimited, Environments.SpecificityFor(environment), Algorithms.SpecificityFor(algorithm));
}
