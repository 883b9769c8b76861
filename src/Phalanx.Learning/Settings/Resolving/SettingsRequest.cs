namespace Phalanx.Learning.Settings;

/// <summary>What somebody asks for who starts a run: names, and whatever shall not be as it is by default.</summary>
public sealed record SettingsRequest
{
    /// <summary>The algorithm. Null when <see cref="ConfigFile"/> names it.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The environment. Null when <see cref="ConfigFile"/> names it.</summary>
    public string? Environment { get; init; }

    /// <summary>The name of a preset, <c>--preset</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>A YAML file of settings, <c>--config</c>.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Assignments as texts, <c>--set path=value</c>. Of several to one path the last counts.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Values of .NET by the path of their setting. A text in <see cref="Set"/> is stronger.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>The seed, <c>--seed</c>, which is <c>training.seed</c>.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The environment steps, <c>--steps</c>, which are <c>training.steps</c>.</summary>
    public long? Steps { get; init; }

    /// <summary>The threads, <c>--threads</c>, which are <c>training.threads</c>.</summary>
    public int? Threads { get; init; }
}
