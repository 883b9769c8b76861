using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>All presets that there are, and which of them hold for an algorithm on an environment.</summary>
public sealed class PresetLibrary
{
    private readonly IReadOnlyList<Preset> _presets;

    /// <summary>A library of these presets and no others.</summary>
    /// <param name="presets">The presets.</param>
    public PresetLibrary(IEnumerable<Preset> presets) => _presets = [.. presets];

    /// <summary>The presets.</summary>
    public IReadOnlyList<Preset> Presets => _presets;

    /// <summary>The names that can be asked for.</summary>
    public IReadOnlyList<string> Names => NamesOf(_presets);

    /// <summary>A library that has more presets besides, for algorithms and environments from elsewhere.</summary>
    /// <param name="presets">The presets to add.</param>
    public PresetLibrary With(params IEnumerable<Preset> presets) => new(_presets.Concat(presets));

    /// <summary>Whether an algorithm, or the family that it belongs to, has a preset.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public bool CoversAlgorithm(PresetSubject algorithm) =>
        _presets.Any(preset => preset.Layer == SettingLayer.AlgorithmPreset && preset.Algorithms.Includes(algorithm));

    /// <summary>The presets that hold for an algorithm on an environment, weakest first.</summary>
    /// <param name="algorithm">The algorithm, or null.</param>
    /// <param name="environment">The environment, or null.</param>
    /// <param name="name">The preset that was asked for, or null.</param>
    /// <exception cref="UserErrorException">There is no preset of that name for them.</exception>
    public IReadOnlyList<Preset> For(PresetSubject? algorithm, PresetSubject? environment, string? name = null)
    {
        Preset[] included = [.. _presets.Where(preset => preset.Includes(algorithm, environment))];
        if (name is not null && !included.Any(preset => preset.Name == name))
        {
            throw new UserErrorException(Unavailable(name, NamesOf(included), algorithm, environment));
        }

        Preset[] applied = [.. included.Where(preset => preset.Name is null || preset.Name == name).OrderBy(preset => preset.Strength(algorithm, environment))];
        ThrowIfAmbiguous(applied, algorithm, environment);
        return applied;
    }

    private static string[] NamesOf(IEnumerable<Preset> presets) =>
        [.. presets.Select(preset => preset.Name).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private string Unavailable(string name, string[] available, PresetSubject? algorithm, PresetSubject? environment)
    {
        string listed = available.Length > 0 ? $"; there are {Wording.Listed(available)}" : "; there is none";
        if (!Names.Contains(name))
        {
            return $"unknown preset {Wording.Quote(name)}{NearestName.Advice(name, available, listed)}";
        }

        string[] asked = [.. new[] { algorithm?.Name, environment?.Name }.OfType<string>()];
        return $"there is no preset {Wording.Quote(name)} for {string.Join(" on ", asked)}{listed}";
    }

    /// <summary>Two presets that are equally strong must not set the same setting: the order of their files would decide which holds.</summary>
    private static void ThrowIfAmbiguous(Preset[] applied, PresetSubject? algorithm, PresetSubject? environment)
    {
        var twice = applied
            .SelectMany(preset => preset.Values, (preset, value) => (preset, value.Path))
            .GroupBy(value => (Strength: value.preset.Strength(algorithm, environment), value.Path))
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"{twice.Key.Path} is in two presets of equal strength: {Wording.Listed(twice.Select(value => value.preset.File))}.");
        }
    }
}
